import type { Problem } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import type { Profile } from '../profile/schema.ts'

/** What a check found out about a host. */
export interface Finding {
  /**
   * - `forbids`: this host cannot be hardened as it is
   * - `forbids-changes`: nothing can be changed; a host that needs no change may stay so
   * - `warns`: what an admin should know before agreeing to a plan
   * - `unseen`: could be known with more rights; what happened reads `whether … : reason`
   */
  weight: 'forbids' | 'forbids-changes' | 'warns' | 'unseen'
  problem: Problem
}

/** Looks at one thing and changes nothing. An empty list says that nothing stands in the way. */
export type Check = (host: HostReader, profile: Profile) => Promise<Finding[]>

export const forbids = (problem: Problem): Finding => ({ weight: 'forbids', problem })
export const forbidsChanges = (problem: Problem): Finding => ({
  weight: 'forbids-changes',
  problem,
})
export const warns = (problem: Problem): Finding => ({ weight: 'warns', problem })

/** For what root alone can read. */
export function unseen(question: string, reason: string): Finding {
  const remedies = ['Ask again as root, with sudo.']
  return {
    weight: 'unseen',
    problem: { code: 'not-known', what: `${question}: ${reason}`, remedies },
  }
}
