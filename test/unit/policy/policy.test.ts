import { describe, expect, test } from 'vitest'
import { formatDenial, parseDenial, type DenialRecord } from '../../../src/policy/denial.ts'
import { parsePolicy } from '../../../src/policy/parse.ts'
import { policySchema } from '../../../src/policy/schema.ts'
import { defaultPolicy, ruleNames } from '../../../src/policy/settings.ts'
import { policyText } from '../../../src/policy/text.ts'

describe('the policy file', () => {
  test.each([{ usernsHost: 'deny' }, { usernsHost: 'allow' }] as const)('keeps %j', (set) => {
    const policy = { ...defaultPolicy, ...set }
    expect(parsePolicy(policyText(policy))).toEqual({ policy })
  })

  test('a rule that is not named has its default', () => {
    expect(parsePolicy('{}')).toEqual({ policy: defaultPolicy })
    expect(defaultPolicy).toMatchObject({ usernsHost: 'deny', swarm: 'deny', runtimes: ['runc'] })
  })

  test.each([
    ['', /^not JSON/],
    ['null', /not a JSON object/],
    ['["usernsHost"]', /not a JSON object/],
    ['{"usernsHost":"Deny"}', /usernsHost must be "deny" or "allow"/],
    ['{"usernsHost":null}', /usernsHost must be/],
    ['{"usernsHosts":"deny"}', /unknown rule "usernsHosts"/],
    ['{"__proto__":{"usernsHost":"allow"}}', /unknown rule "__proto__"/],
    ['{"constructor":1}', /unknown rule/],
  ])('%s is refused', (text, problem) => {
    expect(parsePolicy(text)).toMatchObject({ problems: [expect.stringMatching(problem)] })
  })
})

describe("the profile's policy", () => {
  test('has the same rules and defaults as the plugin', () => {
    expect(policySchema.parse({})).toEqual(defaultPolicy)
    expect(policySchema.parse(undefined)).toEqual(defaultPolicy)
    expect(Object.keys(policySchema.parse({}))).toEqual(ruleNames)
  })

  test.each([{ usernsHost: 'no' }, { usernshost: 'deny' }, [], 'deny'])(
    '%j is refused',
    (value) => {
      expect(policySchema.safeParse(value).success).toBe(false)
    },
  )
})

describe('a denial in the journal', () => {
  const record: DenialRecord = {
    rule: 'usernsHost',
    method: 'POST',
    path: '/containers/create\n<0>\u0085\u2028ü"\\',
    message: 'userns=host is not allowed.',
  }

  test('is one line of ASCII, and reads back', () => {
    const line = formatDenial(record)
    expect(line).toMatch(/^[ -~]+$/)
    expect(parseDenial(line)).toEqual(record)
  })

  test('is read without what is not known of it', () => {
    const line = JSON.stringify({
      denied: 'r',
      method: 'M',
      path: '/p',
      message: 'm',
      image: 1,
      x: 2,
    })
    expect(parseDenial(line)).toEqual({ rule: 'r', method: 'M', path: '/p', message: 'm' })
  })

  test.each(['', 'started', 'null', '{}', '{"denied":1,"method":"","path":"","message":""}'])(
    'other lines are none: %s',
    (line) => {
      expect(parseDenial(line)).toBeUndefined()
    },
  )
})
