import { describe, expect, it } from 'vitest'
import { attribution } from '../../../../src/authz/callers/attribution-of.ts'
import type { Opener } from '../../../../src/authz/callers/openers.ts'

/** A number that no directory service knows. */
const stranger = 3_999_999_999
const opener = (uid: number, command = 'docker'): Opener => ({ uid, command })

describe('whose a request was', () => {
  it.each<[string, Opener[], number, object]>([
    [
      'is certain of the only one',
      [opener(0)],
      1,
      { caller: { uid: 0, user: 'root', command: 'docker' } },
    ],
    [
      'is certain of one user in several programs, and not of the program',
      [opener(stranger), opener(stranger, 'curl')],
      2,
      { caller: { uid: stranger } },
    ],
    [
      'is not certain where one more is not known',
      [opener(stranger)],
      2,
      { candidates: [{ uid: stranger, command: 'docker' }], unseen: 1 },
    ],
    [
      'is one of two users',
      [opener(stranger), opener(stranger - 1)],
      2,
      { candidates: [opener(stranger), opener(stranger - 1)] },
    ],
    ['is nobody’s who is known', [], 1, { candidates: [], unseen: 1 }],
  ])('%s', async (_, openers, connections, told) => {
    expect(await attribution(openers, connections)).toEqual(told)
  })

  it('names no more than sixteen, and counts the others', async () => {
    const crowd = Array.from({ length: 20 }, (_, index) => opener(stranger, `x${index}`))
    const { candidates = [], unseen } = await attribution([opener(stranger - 1), ...crowd], 22)
    expect([candidates.length, unseen]).toEqual([16, 6])
  })
})
