import * as z from 'zod'
import type { Caller } from '../policy/attribution.ts'
import type { DenialDocument, DenialsDocument } from '../report/denials-view.ts'
import { versionOne } from './failure.ts'
import { schemaOf } from './schema-of.ts'

const caller = schemaOf<Caller>()(
  z
    .strictObject({
      uid: z.int().min(0).describe('Of the account that opened the connection'),
      user: z.string().exactOptional().describe('Its name, where directory services answered'),
      command: z.string().exactOptional().describe('The program that has the connection'),
    })
    .meta({ id: 'Caller', description: 'Somebody who may have sent a request' }),
)

const attributionShape = {
  caller: caller.exactOptional().describe('Who was denied, where it is certain'),
  candidates: z
    .array(caller)
    .exactOptional()
    .describe('All whom it may have been, where it is not certain'),
  unseen: z
    .int()
    .min(0)
    .exactOptional()
    .describe('Beside the candidates: connections nobody could be named for'),
}

const denialShape = {
  time: z.string().describe('When the journal received it, by ISO 8601'),
  rule: z
    .string()
    .describe(
      "The policy's rule by name, or: canonical (could be read in more than one way), unknown (a route or setting that the plugin does not know), policy (the policy file cannot be read), internal (the plugin failed or was too slow)",
    ),
  method: z.string().describe('Of the HTTP request'),
  path: z.string().describe('As it was sent, without the query'),
  container: z.string().exactOptional().describe('As the request names it'),
  image: z.string().exactOptional().describe('As the request names it'),
  message: z.string().describe('What the user was told'),
  ...attributionShape,
}

export const denialsDocument = schemaOf<DenialsDocument>()(
  z
    .strictObject({
      version: versionOne,
      denials: z
        .array(
          z
            .strictObject(denialShape)
            .meta({ id: 'Denial', description: 'One request that was denied' }),
        )
        .describe('Oldest first'),
    })
    .meta({ id: 'Denials', description: 'What the plugin has denied' }),
)

export const denialDocument = schemaOf<DenialDocument>()(
  z
    .strictObject({ version: versionOne, ...denialShape })
    .meta({ id: 'FollowedDenial', description: 'One request that was denied, as it came' }),
)
