import { Failure, Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import { changesOf, type Plan } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'
import { makePlan } from './make-plan.ts'

/**
 * Plans once more on the host as it is now: what was applied must leave nothing to do.
 *
 * @throws Failure that names what still differs
 */
export async function checkResult(host: HostReader, profile: Profile): Promise<void> {
  const left = changesOf(await planAgain(host, profile))
  if (left.length === 0) return
  throw new Failure({
    code: 'still-different',
    what: 'The host is still not as the profile says, although every change was performed.',
    cause: left.map(({ why }) => why).join('\n'),
    remedies: [
      'See what is left: userns-harden apply --dry-run',
      'If something on this host puts it back (a configuration management system), change it there.',
    ],
  })
}

/** By now a refusal to plan is a failure: the host was changed. */
async function planAgain(host: HostReader, profile: Profile): Promise<Plan> {
  try {
    return await makePlan(host, profile, null)
  } catch (error) {
    throw error instanceof Refusal ? new Failure(error.problems) : error
  }
}
