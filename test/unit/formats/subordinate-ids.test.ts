import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  dockersNextRange,
  firstRange,
  parseSubordinateIds,
} from '../../../src/formats/subordinate-ids.ts'

const text = readFileSync(new URL('fixtures/subordinate-ids/subuid', import.meta.url), 'utf8')

it.each([
  ['alice', { account: 'alice', start: 100000, count: 65536 }],
  ['dockremap', { account: 'dockremap', start: 231072, count: 65536 }],
  ['1005', { account: '1005', start: 600000, count: 65536 }],
  ['carol', undefined],
  ['#carol', undefined],
  ['broken', undefined],
  ['worse', undefined],
  ['ali', undefined],
])('the first range of %s', (account, range) => {
  expect(firstRange(text, account)).toEqual(range)
})

const fromUseradd = 'alice:100000:65536\nbob:165536:65536\n'

it.each([
  ['an empty file', '', '26.1.5', 100_000],
  // One further than it must: Docker takes the end of a range for a part of it.
  ['users of useradd', fromUseradd, '20.10.24+dfsg1', 231_072],
  ['a range that only touches', 'x:165536:10\n', '27.5.1', 165_546],
  ['users of useradd, which Docker 28 does not see', fromUseradd, '28.5.2', 100_000],
  ["root's own", 'root:100000:1000\n0:101000:10\n', '29.1.0', 101_010],
])('what Docker takes for dockremap beside %s', (_, found, version, first) => {
  expect(dockersNextRange(parseSubordinateIds(found), version)).toEqual({
    first,
    last: first + 65_535,
  })
})
