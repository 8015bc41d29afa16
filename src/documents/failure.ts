import * as z from 'zod'
import type { Problem } from '../failure.ts'
import type { FailureDocument } from '../report/json/document.ts'
import { schemaOf } from './schema-of.ts'

export const versionOne = z
  .literal(1)
  .describe('Of this shape: raised when a key goes, or means another thing')

export const problem = schemaOf<Problem>()(
  z
    .strictObject({
      code: z
        .string()
        .describe('Stable and in kebab-case, for programs and for searching the README'),
      what: z.string().describe('What happened, as one sentence'),
      where: z
        .string()
        .exactOptional()
        .describe('The file, unit or key it is about, with a line where there is one'),
      cause: z
        .string()
        .exactOptional()
        .describe('What the system said, in its own words; may have several lines'),
      remedies: z
        .array(z.string())
        .describe('What to type or to change, the most likely cure first'),
    })
    .meta({ id: 'Problem', description: 'One thing that is wrong, and what to do about it' }),
)

/** What every document that tells of a failure has. */
export const failureShape = {
  version: versionOne,
  outcome: z
    .enum(['refused', 'rolled-back', 'failed'])
    .describe(
      'refused: stopped before anything was changed; rolled-back: all that was done is undone; failed: stopped in the middle, and what was done is not undone',
    ),
  failure: z
    .strictObject({ problems: z.array(problem).min(1).describe('All at once') })
    .describe('What is wrong'),
}

export const failureDocument = schemaOf<FailureDocument>()(
  z.strictObject(failureShape).meta({
    id: 'Failure',
    description: 'In the place of a document that there is none of, whatever the command',
  }),
)
