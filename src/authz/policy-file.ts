import { readFileSync } from 'node:fs'
import { parsePolicy } from '../policy/parse.ts'
import type { LoadedPolicy } from './judge.ts'

/** Never throws and never falls back: a policy that cannot be read is a plugin that denies everything. */
export function loadPolicy(path: string): LoadedPolicy {
  let problem: string
  try {
    const parsed = parsePolicy(readFileSync(path, 'utf8'))
    if ('policy' in parsed) return parsed
    problem = parsed.problems.join('; ')
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
  }
  return {
    unreadable: `every request is denied, because the policy file ${path} cannot be used (${problem}): an admin must run "userns-harden apply".`,
  }
}
