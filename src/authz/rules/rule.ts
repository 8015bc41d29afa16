import type { Policy, RuleName } from '../../policy/settings.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import type { HostFacts } from '../facts/facts.ts'

type Verdict = string | undefined

/** One thing that the policy can forbid. Most go by the request alone, a few ask the host. */
export interface Rule {
  name: RuleName
  /** What the sender is told, in one line, or undefined where this rule lets the request pass. */
  denies(request: CanonicalRequest, policy: Policy, facts: HostFacts): Verdict | Promise<Verdict>
}
