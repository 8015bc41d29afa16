import { defaultPolicy, ruleNames, settings, type Policy, type RuleName } from './settings.ts'

export type ParsedPolicy = { policy: Policy } | { problems: string[] }

/**
 * Reads the policy file's text, strictly: the plugin denies everything rather than guess at a rule
 * that it does not know. A rule that is not named has its default.
 */
export function parsePolicy(text: string): ParsedPolicy {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (error) {
    return { problems: [`not JSON: ${String(error)}`] }
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    return { problems: ['not a JSON object of rules'] }
  }
  const rules = new Map(Object.entries(found))
  const problems = [...rules].flatMap(([rule, value]) => problemOf(rule, value))
  if (problems.length > 0) return { problems }
  return { policy: { ...defaultPolicy, ...(Object.fromEntries(rules) as Partial<Policy>) } }
}

function problemOf(rule: string, value: unknown): string[] {
  if (!isRuleName(rule)) return [`unknown rule ${JSON.stringify(rule)}`]
  const setting = settings[rule]
  return setting.accepts(value) ? [] : [`${rule} must be ${setting.expected}`]
}

function isRuleName(name: string): name is RuleName {
  return (ruleNames as string[]).includes(name)
}
