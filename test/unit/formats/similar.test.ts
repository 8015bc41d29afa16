import { expect, it } from 'vitest'
import { mostSimilar } from '../../../src/formats/similar.ts'

const keys = ['remap', 'socketAccess', 'docker', 'plugin', 'policy']

it.each([
  ['socketAcess', 'socketAccess'],
  ['socket_access', 'socketAccess'],
  ['sokcetAccess', 'socketAccess'],
  ['Docker', 'docker'],
  ['dokcer', 'docker'],
  ['plugins', 'plugin'],
  ['rempa', 'remap'],
  ['polcy', 'policy'],
  ['firewall', undefined],
  ['x', undefined],
])('%s most likely means %s', (name, meant) => {
  expect(mostSimilar(name, keys)).toBe(meant)
})
