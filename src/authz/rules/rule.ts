import type { Policy, RuleName } from '../../policy/settings.ts'
import type { CanonicalRequest } from '../canonical/request.ts'

/** One thing that the policy can forbid: pure, so that the same request is always judged alike. */
export interface Rule {
  name: RuleName
  /** What the sender is told, in one line, or undefined where this rule lets the request pass. */
  denies(request: CanonicalRequest, policy: Policy): string | undefined
}
