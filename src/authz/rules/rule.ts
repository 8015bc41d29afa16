import type { Policy, RuleName } from '../../policy/settings.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import type { HostFacts } from '../facts/facts.ts'

/** What the sender is told, in one line; undefined where the rule lets the request pass. */
export type Answer = string | undefined

/**
 * What the host must be asked. It holds what it asks about and nothing else of its request, which may be
 * megabytes: many may wait for an answer at once.
 *
 * @param denied aborts when the request is denied after all
 */
export type Question = (facts: HostFacts, denied: AbortSignal) => Promise<Answer>

/** One thing that the policy can forbid. Most rules go by the request alone. */
export interface Rule {
  name: RuleName
  denies(request: CanonicalRequest, policy: Policy): Answer | Question
}
