import * as z from 'zod'
import type { CutOffRun } from '../plan/events.ts'
import type { Plan } from '../plan/plan.ts'
import type { RunDocument } from '../report/json/run-view.ts'
import { change } from './change.ts'
import { failureShape, versionOne } from './failure.ts'
import { schemaOf } from './schema-of.ts'

const note = z
  .strictObject({
    kind: z
      .enum(['later', 'unreadable', 'manual', 'warning'])
      .describe(
        'later: cannot be known before earlier changes are performed; unreadable: could be known with more rights, and apply refuses to go on without it; manual: left to the admin; warning: true as soon as the plan is performed',
      ),
    text: z.string().describe('What there is to know'),
  })
  .meta({ id: 'Note', description: 'Something to know that is not itself a change' })

const step = z
  .strictObject({
    id: z.string().describe('Stable and in kebab-case'),
    title: z.string().describe('For people'),
    changes: z
      .array(change)
      .describe('In the order in which they are performed; empty where there is nothing to do'),
    notes: z.array(note).describe('What to know besides'),
  })
  .meta({ id: 'Step', description: 'The changes that belong together' })

const plan = schemaOf<Plan>()(
  z
    .strictObject({
      version: versionOne,
      profile: z
        .string()
        .nullable()
        .describe("The profile's file; null for the built-in profile, or a plan that needs none"),
      image: z
        .string()
        .exactOptional()
        .describe('Of an image: the folder in which it is on the machine that changes it'),
      reverts: z
        .array(z.string())
        .exactOptional()
        .describe('Of a revert: the records of the runs that it takes back'),
      steps: z.array(step).describe('In the order in which they are performed'),
    })
    .meta({ id: 'Plan', description: 'All differences between a host and what it should be' }),
)

const cutOff = schemaOf<CutOffRun>()(
  z
    .strictObject({
      command: z.enum(['apply', 'revert']).describe('What was run'),
      startedAt: z.string().describe('By ISO 8601'),
      record: z.string().describe('The file with its record'),
      begun: z.int().min(0).describe('How many changes it had begun'),
      planned: z.int().min(0).describe('How many its plan had'),
    })
    .meta({ id: 'CutOffRun', description: 'A run that was killed, or lost its power' }),
)

const common = {
  version: versionOne,
  cutOff: cutOff
    .exactOptional()
    .describe('The run before this one, where it did not come to its end'),
}

export const runDocument = schemaOf<RunDocument>()(
  z.discriminatedUnion('outcome', [
    z
      .strictObject({
        ...common,
        outcome: z
          .enum(['planned', 'nothing-to-do', 'declined'])
          .describe(
            'planned: a dry run; nothing-to-do: the plan is empty; declined: nobody agreed to it',
          ),
        plan: plan.describe('What would be done'),
      })
      .describe('Nothing was changed'),
    z
      .strictObject({
        ...common,
        outcome: z.enum(['applied', 'reverted']).describe('By the command'),
        plan: plan.describe('What was done'),
        record: z.string().describe('The file with the record of this run'),
      })
      .describe('All was done'),
    z
      .strictObject({
        ...common,
        ...failureShape,
        plan: plan
          .exactOptional()
          .describe('What was to be done; left out where no plan could be made'),
      })
      .describe('Refused, or failed'),
  ]),
)
