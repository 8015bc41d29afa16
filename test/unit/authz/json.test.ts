import { describe, expect, test } from 'vitest'
import { Denial } from '../../../src/authz/canonical/denial.ts'
import { readJson, type JsonValue } from '../../../src/authz/canonical/json.ts'

const texts = [
  ...['null', 'true', 'false', '0', '-0', '1', '-1', '1.5', '1e3', '1E+3', '1e-3', '0.1', '1e400'],
  ...['""', '"a"', '"\\""', '"\\\\"', '"\\/\\b\\f\\n\\r\\t"', '"\\u0041"', '"\\ud83d\\ude00"'],
  ...['"\u2028"', '"\u0000"', '"\u007f"', '"é😀"', '"\\u0000"', '[]', '{}', '[[]]', '{"":{}}'],
  ...[' [ 1 , 2 ] ', '\n\t\r {"a" : [ ] }', '{"a":1,"b":[{"c":null}]}', '{"__proto__":{"x":1}}'],
  ...[
    '{"constructor":1,"toString":2}',
    '[1,[2,[3,[4]]]]',
    '{"a":{"a":{"a":1}}}',
    '123456789012345678',
  ],
  ...[
    '',
    ' ',
    'nul',
    'truee',
    'True',
    'NaN',
    'Infinity',
    '+1',
    '01',
    '-',
    '-01',
    '1.',
    '.5',
    '1e',
    '1e+',
  ],
  ...[
    '0x10',
    '1_0',
    '"',
    '"a',
    '"\\',
    '"\\x"',
    '"\\u12"',
    '"\\u12g4"',
    '"\n"',
    '"\t"',
    "'a'",
    '[',
    ']',
  ],
  ...['[1', '[1,', '[1,]', '[,1]', '[1 2]', '[1]]', '{', '}', '{"a"', '{"a":', '{"a":1', '{"a":1,'],
  ...[
    '{"a":1,}',
    '{,}',
    '{a:1}',
    '{1:1}',
    '{"a" 1}',
    '{"a"::1}',
    '{"a":1 "b":2}',
    '[}',
    '{]',
    '{}{}',
  ],
  ...['1 2', 'null,', '/**/1', '1//', '\ufeff1', '\u00a01', '1\u00a0', '\v1', '\f1', '1\0', '--1'],
]

describe('agrees with JSON.parse', () => {
  test.each(texts)('%j', (text) => {
    let wanted: { value: unknown } | undefined
    try {
      wanted = { value: JSON.parse(text) }
    } catch {
      // Not JSON.
    }
    if (wanted) expect(plainly(readJson(text))).toEqual(wanted.value)
    else expect(() => readJson(text)).toThrow(Denial)
  })
})

describe('is stricter than JSON.parse', () => {
  test.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice by an escape', '{"a":1,"\\u0061":1}'],
    ['a key twice far inside', '[{"x":{"b":1,"c":2,"b":3}}]'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":1}'],
    ['the first half of a pair', '"\\ud83d"'],
    ['the second half of a pair', '"\\ude00"'],
    ['two first halves', '"\\ud83d\\ud83d"'],
    ['a pair the wrong way round', '"\\ude00\\ud83d"'],
    ['65 deep', '['.repeat(65) + ']'.repeat(65)],
    ['very deep', '['.repeat(1_000_000)],
    ['very deep in objects', '{"a":'.repeat(1_000_000)],
    ['very many values', `[${'0,'.repeat(300_000)}0]`],
  ])('%s', (_name, text) => {
    expect(() => readJson(text)).toThrow(Denial)
  })

  test('64 deep is read', () => {
    expect(readJson('['.repeat(64) + ']'.repeat(64))).toBeInstanceOf(Array)
  })
})

test('a text of 4 MiB is read in a fraction of a second', () => {
  const text = JSON.stringify({ Env: Array.from({ length: 2048 }, () => 'x'.repeat(2040)) })
  const start = performance.now()
  readJson(text)
  expect(performance.now() - start).toBeLessThan(500)
})

/** Own properties only, so that a __proto__ key shows as one. */
function plainly(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plainly)
  if (!(value instanceof Map)) return value
  const members = [...(value as ReadonlyMap<string, JsonValue>)]
  return JSON.parse(
    `{${members.map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(plainly(member))}`).join()}}`,
  )
}
