import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/authz/judge.ts'
import { settle } from '../../../src/authz/settle.ts'
import { parsePolicy } from '../../../src/policy/parse.ts'
import { factsWith } from './facts-for-tests.ts'
import { caseFiles, casesIn, type RequestCase } from './request-cases.ts'
import { engines, shownBy, type Engine } from './shown-by-docker.ts'

describe.each(engines)('as Docker %s shows it', (engine) => {
  describe.each(caseFiles)('%s', (file) => {
    test.each(casesIn(file))('$name', async (requestCase) => {
      await check(engine, requestCase)
    })
  })
})

async function check(
  engine: Engine,
  { request, policy, containers, expect: expected }: RequestCase,
): Promise<void> {
  const bytes = shownBy(engine, request)
  if (!bytes) {
    expect(expected).not.toBe('allow')
    return
  }
  const parsed = parsePolicy(JSON.stringify(policy ?? {}))
  if (!('policy' in parsed)) throw new Error(parsed.problems.join())
  const judged = judge(bytes, parsed)
  const verdict = 'denied' in judged ? judged : await settle(judged, factsWith(containers))
  const denial = 'denied' in verdict ? verdict.denied : undefined
  if (expected === 'allow') {
    expect(denial).toBeUndefined()
    return
  }
  expect([expected.rule].flat()).toContain(denial?.rule)
  if (expected.message !== undefined && denial?.rule === 'usernsHost') {
    expect(denial.message).toBe(expected.message)
  }
  expect(denial?.message).toMatch(/^[ -~]+\.$/)
}
