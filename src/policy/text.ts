import { ruleNames, type Policy } from './settings.ts'

/** The content of the policy file: every rule, in the order of the table, so that equal policies are equal texts. */
export function policyText(policy: Policy): string {
  const rules = Object.fromEntries(ruleNames.map((rule) => [rule, policy[rule]]))
  return `${JSON.stringify(rules, undefined, 2)}\n`
}
