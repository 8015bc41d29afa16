import * as z from 'zod'
import type { Status } from '../plan/status.ts'
import { problem, versionOne } from './failure.ts'
import { schemaOf } from './schema-of.ts'

const area = z
  .strictObject({
    id: z.string().describe('Stable and in kebab-case'),
    title: z.string().describe('For people'),
    severity: z.enum(['high', 'medium', 'low']).describe('How much of the promise rests on it'),
    reference: z
      .string()
      .exactOptional()
      .describe('Where others ask for the same: the CIS Docker Benchmark 1.6'),
    state: z
      .enum(['ok', 'warn', 'unknown', 'missing', 'drift'])
      .describe(
        'ok: as it should be; drift: another thing than the profile says, or a way around it; missing: a part of the hardening that is not there; warn: weaker than it could be, in a way that no profile settles; unknown: could not be told',
      ),
    findings: z.array(problem).describe('Why it is not ok, each with what to do'),
    fine: z.string().describe('What makes it ok'),
  })
  .meta({ id: 'Area', description: 'What a host is in one respect' })

export const statusDocument = schemaOf<Status>()(
  z
    .strictObject({
      version: versionOne,
      profile: z.string().nullable().describe("The profile's file; null for the built-in profile"),
      image: z
        .string()
        .exactOptional()
        .describe('Of an image: the folder in which it is on the machine that looks at it'),
      areas: z.array(area).describe('In the order in which people are shown them'),
    })
    .meta({ id: 'Status', description: 'A whole host' }),
)
