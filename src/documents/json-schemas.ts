import * as z from 'zod'
import { denialDocument, denialsDocument } from './denials.ts'
import { failureDocument } from './failure.ts'
import { runDocument } from './run.ts'
import { statusDocument } from './status.ts'
import { verificationDocument } from './verification.ts'

interface Documented {
  title: string
  schema: z.ZodType
}

/** By name of their file: whatever a command prints with --json, its failures too. */
const documents = {
  run: {
    title: 'What userns-harden apply --json and revert --json print',
    schema: runDocument,
  },
  status: {
    title: 'What userns-harden status --json prints',
    schema: z.union([statusDocument, failureDocument]),
  },
  verify: {
    title: 'What userns-harden verify --json prints',
    schema: z.union([verificationDocument, failureDocument]),
  },
  denials: {
    title: 'What userns-harden denials --json prints',
    schema: z.union([denialsDocument, failureDocument]),
  },
  'denials-follow': {
    title: 'A line of what userns-harden denials --follow --json prints',
    schema: z.union([denialDocument, failureDocument]),
  },
} satisfies Record<string, Documented>

/** JSON Schemas (draft 2020-12), by name. */
export function documentJsonSchemas(): [name: string, schema: object][] {
  return Object.entries<Documented>(documents).map(([name, { title, schema }]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, {
      override: ({ jsonSchema }) => {
        // What every number is that JavaScript can count by says nothing.
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      },
    })
    return [name, { $schema, $id: `urn:userns-harden:${name}:1`, title, ...rest }]
  })
}
