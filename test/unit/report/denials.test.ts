import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import type { TimedDenial } from '../../../src/policy/denial.ts'
import { denialsText } from '../../../src/report/human/denials-text.ts'

const paint = new Chalk({ level: 0 })
const alice = { uid: 5001, user: 'alice', command: 'docker' }

function denial(whose: Partial<TimedDenial>): TimedDenial {
  const asked = { method: 'POST', path: '/containers/create' }
  const denied = { rule: 'usernsHost' as const, message: 'userns=host is not allowed.' }
  return { time: '2026-11-24T12:00:00.000Z', ...asked, ...denied, ...whose }
}

const denials = [
  denial({ candidates: [alice, { uid: 5002, command: 'curl' }], unseen: 1, rule: 'binds' }),
  denial({ caller: alice }),
  denial({}),
  denial({ caller: alice, rule: 'binds' }),
]

describe('denials', () => {
  const lines = (grouping: 'rule' | 'user') =>
    denialsText(denials, grouping, paint, 80)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('    '))
      .map((line) => line.replace(/^ {2}\S+ \S+/, ' '))

  const whyUnseen = [
    'Unseen are those whose connection tells nobody who they are: in a network',
    'namespace of their own, by TCP, or gone already.',
  ]

  it('by user, has those apart of whom it is not certain whose they were', () => {
    expect(lines('user')).toEqual([
      'alice: 2',
      '   usernsHost  alice (docker)  POST /containers/create',
      '   binds  alice (docker)  POST /containers/create',
      'one of several: 1',
      '   binds  alice (docker) or uid 5002 (curl) or 1 unseen  POST /containers/create',
      'not known: 1',
      '   usernsHost  POST /containers/create',
      '4 denied.',
      ...whyUnseen,
    ])
  })

  it('by rule, has as many groups as rules', () => {
    expect(lines('rule').filter((line) => !line.startsWith(' '))).toEqual([
      'binds: 2',
      'usernsHost: 2',
      '4 denied.',
      ...whyUnseen,
    ])
  })

  it('shows what a user put into the name of a program, and does not obey it', () => {
    const forged = denial({ caller: { uid: 1, command: 'a\u001b[2J\nroot: 99' } })
    const text = denialsText([forged], 'user', paint, 80)
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\nroot: 99')
  })
})
