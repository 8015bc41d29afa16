import { describe, expect, it } from 'vitest'
import { profileJsonSchema, type SchemaPart } from '../../../src/profile/json-schema.ts'

function partsOf(part: SchemaPart): SchemaPart[] {
  const below = [...Object.values(part.properties ?? {}), ...(part.oneOf ?? [])]
  return [part, ...below.flatMap(partsOf)]
}

describe('the JSON Schema of a profile', () => {
  const schema = profileJsonSchema()
  const parts = partsOf(schema)

  it('says what it is', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Host profile of userns-harden',
      $id: expect.stringContaining('profile') as unknown,
    })
  })

  it('knows the same keys as the profile, and no others', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual([
      'remap',
      'socketAccess',
      'docker',
      'plugin',
      'policy',
    ])
    const sections = parts.filter(({ properties }) => properties)
    expect(sections.length).toBeGreaterThan(5)
    expect(sections.filter((part) => !('additionalProperties' in part))).toEqual([])
  })

  it("requires nothing but what an admin's own plugin needs", () => {
    expect(parts.flatMap(({ required = [] }) => required)).toEqual(['source', 'path', 'sha256'])
  })

  it('describes every key', () => {
    const keys = parts.flatMap(({ properties = {} }) => Object.entries(properties))
    expect(keys.filter(([, part]) => !('description' in part)).map(([key]) => key)).toEqual([])
  })

  it('lets a section be empty, as a profile may', () => {
    const { socketAccess, plugin } = schema.properties ?? {}
    expect(socketAccess?.type).toEqual(['object', 'null'])
    expect(socketAccess?.properties?.['groups']?.type).toEqual(['array', 'null'])
    expect(plugin?.oneOf?.map(({ type }) => type)).toEqual(['object', 'object', 'null'])
  })
})
