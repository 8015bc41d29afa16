import { expect, it } from 'vitest'
import { formatDenial, parseDenial, type DenialRecord } from '../../../src/policy/denial.ts'

const denial: DenialRecord = {
  rule: 'binds',
  method: 'POST',
  path: '/containers/create',
  message: 'no.',
}
const alice = { uid: 5001, user: 'UNI\\älice', command: 'docker' }

it.each([
  ['whose it was', { caller: alice }],
  ['whose it may have been', { candidates: [alice, { uid: 0 }], unseen: 2 }],
  ['nobody', {}],
])('a line of the journal has %s', (_, attribution) => {
  const record = { ...denial, ...attribution }
  expect(parseDenial(formatDenial(record))).toEqual(record)
})

it.each([
  ['no number', { uid: '5001', user: 'root' }],
  ['a number below 0', { uid: -1 }],
  ['nothing', null],
])('of another plugin’s line is not taken what has %s for a user', (_, caller) => {
  const line = JSON.stringify({ ...denial, denied: 'binds', caller, candidates: [caller, alice] })
  const found = parseDenial(line)
  expect(found).not.toHaveProperty('caller')
  expect(found?.candidates).toEqual([alice])
})
