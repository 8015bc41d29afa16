import * as z from 'zod'
import { profileSchema } from './schema.ts'

/** What is looked at of a JSON Schema here. */
export interface SchemaPart {
  type?: unknown
  const?: unknown
  properties?: Record<string, SchemaPart>
  required?: string[]
  oneOf?: SchemaPart[]
}

/** The profile as JSON Schema (draft 2020-12), for editors. */
export function profileJsonSchema(): SchemaPart {
  const { $schema, ...schema } = z.toJSONSchema(profileSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      relax(jsonSchema as SchemaPart)
    },
  })
  return {
    $schema,
    $id: 'urn:userns-harden:profile',
    title: 'Host profile of userns-harden',
    ...schema,
  } as SchemaPart
}

/**
 * A section or list may be null, and a plugin without a source is the builtin one. Parts are seen
 * more than once, on the way up.
 */
function relax(part: SchemaPart): void {
  if (part.properties?.['source']?.const === 'builtin') delete part.required
  else if (part.properties?.['source'] === undefined && isSectionOrList(part.type)) {
    part.type = [part.type, 'null']
  }
  if (part.oneOf?.every(({ type }) => type !== 'null')) part.oneOf.push({ type: 'null' })
}

function isSectionOrList(type: unknown): boolean {
  return type === 'object' || type === 'array'
}

/** The keys that can stand at a place in the profile; none where it is no section. */
export function keysAt(place: readonly PropertyKey[]): string[] {
  let parts = [profileJsonSchema()]
  for (const key of place) parts = parts.flatMap((part) => part.properties?.[String(key)] ?? [])
  const sections = parts.flatMap((part) => [part, ...(part.oneOf ?? [])])
  return [...new Set(sections.flatMap(({ properties = {} }) => Object.keys(properties)))]
}

/** Where a key can stand: at the top, or in a section, as `socketAccess.groups`. */
export function placesOf(key: string): string[][] {
  const top = keysAt([])
  const sections = top.filter((section) => keysAt([section]).includes(key))
  return [...(top.includes(key) ? [[key]] : []), ...sections.map((section) => [section, key])]
}
