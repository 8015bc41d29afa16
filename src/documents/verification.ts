import * as z from 'zod'
import type { Verification } from '../plan/verification.ts'
import { versionOne } from './failure.ts'
import { schemaOf } from './schema-of.ts'

const attempt = z
  .strictObject({
    id: z.string().describe("The name of the policy's rule that should stop it, or canonical"),
    title: z.string().describe('What was tried, for people'),
    state: z
      .enum(['held', 'through', 'allowed', 'unknown'])
      .describe(
        "held: the plugin denied it; through: Docker looked into it; allowed: not tried, since the profile's policy allows it; unknown: no answer",
      ),
    answer: z
      .string()
      .exactOptional()
      .describe("What Docker said, where it was not the plugin's denial"),
  })
  .meta({ id: 'Attempt', description: 'One harmless try to get past the hardening' })

export const verificationDocument = schemaOf<Verification>()(
  z
    .strictObject({
      version: versionOne,
      as: z.string().describe('With whose rights it was tried'),
      hasAccess: z.boolean().describe('False where that user may not use the socket at all'),
      attempts: z.array(attempt).describe('Empty where there is no access'),
    })
    .meta({ id: 'Verification', description: 'What held, and what did not' }),
)
