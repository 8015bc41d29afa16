import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settle } from '../../../src/authz/settle.ts'
import type { Question } from '../../../src/authz/rules/rule.ts'
import { factsWith } from './facts-for-tests.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const record = { method: 'POST', path: '/containers/create' }

function asked(...questions: Question[]) {
  const all = questions.map((ask) => ({ rule: 'copy' as const, ask }))
  return settle({ record, questions: all }, factsWith())
}

test('asks in turn, and the first that denies is the last that is asked', async () => {
  const third = vi.fn<Question>()
  const verdict = await asked(
    () => Promise.resolve(undefined),
    () => Promise.resolve('no.'),
    third,
  )
  expect(verdict).toEqual({ denied: { ...record, rule: 'copy', message: 'no.' } })
  expect(third).not.toHaveBeenCalled()
})

test('what fails or does not come in time is a denial, of which the question is told', async () => {
  const failed = await asked(() => Promise.reject(new Error('EIO')))
  expect(failed).toMatchObject({ denied: { rule: 'internal' } })
  let told: AbortSignal | undefined
  const late = asked((_facts, denied) => {
    told = denied
    return new Promise(() => undefined)
  })
  await vi.advanceTimersByTimeAsync(5_999)
  expect(told?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await late).toMatchObject({ denied: { rule: 'internal' } })
  expect(told?.aborted).toBe(true)
})
