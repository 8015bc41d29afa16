import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { firstRange } from '../../../src/formats/subordinate-ids.ts'

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
