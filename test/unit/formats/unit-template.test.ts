import { describe, expect, it } from 'vitest'
import { Bug } from '../../../src/failure.ts'
import { commentText, fillTemplate } from '../../../src/formats/unit-template.ts'

describe('fillTemplate', () => {
  it('fills every place, and reads nothing into the values', () => {
    const text = fillTemplate('# @A@\nExecStart=@PROGRAM@ -- @A@\n', { A: '$& @B@', PROGRAM: '/x' })
    expect(text).toBe('# $& @B@\nExecStart=/x -- $& @B@\n')
  })

  it.each([
    ['a place without a value', 'x @A@ @B@', { A: '1' }],
    ['a value without a place', 'x @A@', { A: '1', B: '2' }],
  ])('takes %s for a bug', (_, template, values) => {
    expect(() => fillTemplate(template, values)).toThrow(Bug)
  })
})

it.each([
  ['domain users', 'domain users'],
  ['DOM\\müller 100%', 'DOM\\müller 100%'],
  ['two\nExecStart=/bin/sh', 'two?ExecStart=/bin/sh'],
  ['cr\r\x1b[0m\u2028\u202e', 'cr??[0m??'],
  ['DOM\\', 'DOM\\ (backslash)'],
])('the comment of %j is %j', (name, text) => {
  expect(commentText(name)).toBe(text)
})
