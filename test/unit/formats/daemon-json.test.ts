import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/failure.ts'
import {
  daemonJsonInsertions,
  mergeDaemonJson,
  readDaemonJson,
} from '../../../src/formats/daemon-json.ts'

const path = '/etc/docker/daemon.json'
const settings = { path, remap: 'default', plugin: 'denyusernshost' }
const fixtures = new URL('fixtures/daemon-json/', import.meta.url)

function fixture(name: string): string {
  return readFileSync(new URL(name, fixtures), 'utf8')
}

describe('mergeDaemonJson', () => {
  it.each(readdirSync(fixtures))('adds what is missing: %s', (name) => {
    const before = fixture(`${name}/before`)
    const after = mergeDaemonJson(before, settings)
    expect(after).toBe(fixture(`${name}/after`))
    expect(mergeDaemonJson(after, settings)).toBe(after)
  })

  it('writes a file of its own where there is none', () => {
    expect(mergeDaemonJson(undefined, settings)).toBe(
      '{\n  "userns-remap": "default",\n  "authorization-plugins": ["denyusernshost"]\n}\n',
    )
  })

  it.each([
    ['default', 'dockremap'],
    ['dockremap', 'default'],
    ['dockremap:dockremap', 'default'],
    ['alice', 'alice:alice'],
    ['alice:alice', 'alice'],
    ['alice:staff', 'alice:staff'],
  ])('takes the remap %s for the remap %s', (found, remap) => {
    const text = JSON.stringify({ 'userns-remap': found, 'authorization-plugins': ['p'] })
    expect(mergeDaemonJson(text, { path, remap, plugin: 'p' })).toBe(text)
  })

  it.each([
    ['alice', 'default'],
    ['alice:staff', 'alice'],
    ['default:staff', 'default'],
    ['1000', 'alice'],
    ['', 'default'],
    ['root', 'default'],
  ])('refuses the remap %j where the profile says %s', (found, remap) => {
    const text = JSON.stringify({ 'userns-remap': found })
    const [problem] = problemsOf(() => mergeDaemonJson(text, { ...settings, remap }))
    expect(problem).toMatchObject({ code: 'daemon-json-other-remap', where: path })
    expect(problem?.remedies.join()).toContain('userns-remap')
  })

  it('only ever inserts, whatever the file looks like', () => {
    const random = numbersFrom(20260101)
    for (let round = 0; round < 500; round++) {
      const document = randomDocument(random)
      const before = randomLayout(document, random)
      const after = mergeDaemonJson(before, settings)
      expect(without(after, daemonJsonInsertions(before, settings))).toBe(before)
      expect(JSON.parse(after)).toEqual(expected(document))
      expect(Object.keys(JSON.parse(after) as object)).toEqual(Object.keys(expected(document)))
    }
  })
})

describe('readDaemonJson', () => {
  it('tells what is of interest', () => {
    const text = '{"userns-remap": "a:b", "debug": true, "authorization-plugins": ["x"]}'
    expect(readDaemonJson(text, path)).toMatchObject({
      usernsRemap: 'a:b',
      authorizationPlugins: ['x'],
      keys: ['userns-remap', 'debug', 'authorization-plugins'],
    })
    expect(readDaemonJson('{}', path)).toMatchObject({ usernsRemap: undefined, keys: [] })
  })

  it.each([
    ['', 'daemon-json-empty', ':1:1'],
    [' \n\t\r\n', 'daemon-json-empty', ':1:1'],
    ['\ufeff{}', 'daemon-json-bom', ':1:1'],
    ['{\n  // remap\n  "a": 1\n}', 'daemon-json-comment', ':2:3'],
    ['{"a": 1 /* x */}', 'daemon-json-comment', ':1:9'],
    ['{}\n// end', 'daemon-json-comment', ':2:1'],
    ['{\n  "a": 1,\n}', 'daemon-json-trailing-comma', ':2:9'],
    ['{"a": [1, 2,\n]}', 'daemon-json-trailing-comma', ':1:12'],
    ['{}{}', 'daemon-json-several', ':1:3'],
    ['{}\n]', 'daemon-json-several', ':2:1'],
    ['<html>', 'daemon-json-syntax', ':1:1'],
    ['{"a": 1', 'daemon-json-syntax', ':1:8'],
    ["{'a': 1}", 'daemon-json-syntax', ':1:2'],
    ['{"a": 01}', 'daemon-json-syntax', ''],
    ['{"a": "tab\there"}', 'daemon-json-syntax', ':1:7'],
    ['{"a": True}', 'daemon-json-syntax', ':1:7'],
    ['{"a" 1}', 'daemon-json-syntax', ':1:6'],
    ['{"a": 1 "b": 2}', 'daemon-json-syntax', ':1:9'],
    ['['.repeat(200_000), 'daemon-json-syntax', ''],
    ['[]', 'daemon-json-not-object', ''],
    ['"text"', 'daemon-json-not-object', ''],
    ['null', 'daemon-json-not-object', ''],
    ['{"debug": true,\n "debug": false}', 'daemon-json-duplicate-key', ':2:2'],
    ['{"userns-remap": "a", "userns-rem\\u0061p": "b"}', 'daemon-json-duplicate-key', ':1:23'],
    ['{"Userns-Remap": "default"}', 'daemon-json-key-case', ':1:2'],
    ['{"userns-remap": true}', 'daemon-json-remap-type', ':1:18'],
    ['{"userns-remap": null}', 'daemon-json-remap-type', ':1:18'],
    ['{"authorization-plugins": "a"}', 'daemon-json-plugins-type', ':1:27'],
    ['{"authorization-plugins": ["a", 5]}', 'daemon-json-plugins-type', ':1:27'],
    ['{"authorization-plugins": null}', 'daemon-json-plugins-type', ':1:27'],
  ])('refuses %j with %s at %s', (text, code, place) => {
    const [problem] = problemsOf(() => readDaemonJson(text, path))
    expect(problem).toMatchObject({ code })
    expect(problem?.where).toContain(path + place)
    expect(problem?.remedies).not.toEqual([])
  })
})

function problemsOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.problems
    throw error
  }
  throw new Error('no refusal')
}

/** The text without its insertions, cut out at the places where they went in. */
function without(after: string, insertions: { offset: number; text: string }[]): string {
  return [...insertions]
    .sort((one, other) => one.offset - other.offset)
    .reduce((text, { offset, text: added }) => {
      expect(text.slice(offset, offset + added.length)).toBe(added)
      return text.slice(0, offset) + text.slice(offset + added.length)
    }, after)
}

function expected(document: Record<string, unknown>): Record<string, unknown> {
  const plugins = (document['authorization-plugins'] ?? []) as string[]
  const all = plugins.includes('denyusernshost') ? plugins : [...plugins, 'denyusernshost']
  const whole = { ...document }
  whole['userns-remap'] ??= 'default'
  whole['authorization-plugins'] = all
  return whole
}

type Random = (below: number) => number

/** A linear congruential generator, so that a failure comes back with the same seed. */
function numbersFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function randomDocument(random: Random): Record<string, unknown> {
  const values = [true, 1.5e3, 'x"\\/ü\n', [], {}, ['a', { b: [] }], { c: { d: null } }]
  const entries: [string, unknown][] = Array.from({ length: random(4) }, (_, index) => [
    `key ${index}`,
    values[random(values.length)],
  ])
  if (random(2)) entries.splice(random(3), 0, ['userns-remap', 'dockremap'])
  const plugins = [[], ['a'], ['b', 'a'], ['denyusernshost', 'a']][random(4)]
  if (random(2)) entries.splice(random(3), 0, ['authorization-plugins', plugins])
  return Object.fromEntries(entries)
}

/** The document as JSON with white space strewn in wherever JSON allows it. */
function randomLayout(value: unknown, random: Random): string {
  const blanks = ['', '', ' ', '\n', '\t', '\r\n  ', '\n\n\t']
  const blank = () => blanks[random(blanks.length)] ?? ''
  const put = (part: unknown): string => {
    if (typeof part !== 'object' || part === null) return JSON.stringify(part)
    const inner = Array.isArray(part)
      ? part.map((one) => blank() + put(one) + blank())
      : Object.entries(part).map(
          ([key, one]) =>
            blank() + JSON.stringify(key) + blank() + ':' + blank() + put(one) + blank(),
        )
    const [open, close] = Array.isArray(part) ? '[]' : '{}'
    return `${open}${inner.join(',') || blank()}${close}`
  }
  return blank() + put(value) + blank()
}
