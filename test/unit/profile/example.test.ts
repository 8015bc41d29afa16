import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keysAt } from '../../../src/profile/json-schema.ts'
import { parseProfile } from '../../../src/profile/read.ts'

const example = readFileSync('templates/profile.example.yaml', 'utf8')
/** A setting that is commented out has its # right before it, prose has a blank in between. */
const uncommented = example.replace(/^( *)#(?=\S)/gm, '$1')

it('the example as it stands is the built-in profile', () => {
  expect(parseProfile(example, 'example')).toEqual(parseProfile('', 'built-in'))
})

it('the example with everything uncommented is valid, and has every key', () => {
  const profile = parseProfile(uncommented, 'example')
  expect(profile.plugin.source).toBe('file')
  expect(profile.socketAccess.groups.length).toBeGreaterThan(1)
  const paths = keysAt([]).flatMap((key) => [[key], ...keysAt([key]).map((inner) => [key, inner])])
  const missing = paths.filter(
    (path) =>
      !new RegExp(`^${'  '.repeat(path.length - 1)}${path.at(-1) ?? ''}:`, 'm').test(uncommented),
  )
  expect(missing).toEqual([])
})

it('what the example shows as default is the default', () => {
  const { plugin, socketAccess } = parseProfile('', 'built-in')
  const shown = { ...parseProfile(uncommented, 'example'), plugin, socketAccess }
  expect(shown).toEqual(parseProfile('', 'built-in'))
})
