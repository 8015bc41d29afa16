import { expect, it } from 'vitest'
import { parseAccounts } from '../../../src/formats/account-file.ts'
import { freeRange, overlaps, type IdRange } from '../../../src/formats/id-range.ts'

const range = (first: number, last: number): IdRange => ({ first, last })

it.each([
  [range(0, 9), range(9, 20), true],
  [range(0, 9), range(10, 20), false],
  [range(5, 6), range(0, 100), true],
])('%j and %j overlap: %s', (one, other, expected) => {
  expect(overlaps(one, other)).toBe(expected)
  expect(overlaps(other, one)).toBe(expected)
})

it.each([
  ['nothing', [], range(100_000, 165_535)],
  ['ids below', [range(0, 99_999)], range(100_000, 165_535)],
  ['one in the middle', [range(120_000, 120_000)], range(120_001, 185_536)],
  [
    'two that leave a gap too small',
    [range(100_000, 100_010), range(150_000, 150_001)],
    range(150_002, 215_537),
  ],
  [
    'a range in a range',
    [range(100_000, 400_000), range(110_000, 120_000)],
    range(400_001, 465_536),
  ],
  ['almost all', [range(100_000, 2 ** 31 - 2)], undefined],
  ['no limit', [range(1, 2 ** 32 - 2)], undefined],
])('the first free range beside %s', (_, taken, expected) => {
  expect(freeRange(taken)).toEqual(expected)
})

it('reads accounts of both files, and skips what is none', () => {
  const text = 'root:x:0:0::/root:/bin/sh\ndocker:x:998:alice,bob\n+::::::\nbroken\n\nx:x:y:\n'
  expect(parseAccounts(text)).toEqual([
    { name: 'root', id: 0, groupId: 0 },
    { name: 'docker', id: 998 },
  ])
})
