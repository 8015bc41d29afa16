import * as z from 'zod'
import { settings } from './settings.ts'

/** The profile's `policy`. Not for the plugin, which carries no library. */
export const policySchema = z
  .strictObject({
    usernsHost: z
      .enum(['deny', 'allow'])
      .default(settings.usernsHost.byDefault)
      .describe("Containers in the host's own user namespace (--userns=host)"),
  })
  .prefault({})
