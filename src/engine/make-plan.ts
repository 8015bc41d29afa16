import { Refusal, type Problem } from '../failure.ts'
import { plannedHost } from '../host/planned.ts'
import type { HostReader } from '../host/reader.ts'
import { rememberedHost } from '../host/remembered.ts'
import type { Change } from '../plan/change.ts'
import type { Plan, StepPlan } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'
import { steps } from '../steps/index.ts'
import type { Wishes } from '../steps/step.ts'
import { preflight } from './preflight.ts'

/**
 * Finds all differences between the host and the profile, without changing anything.
 *
 * @param profilePath where the profile was read from; null for the built-in one
 * @throws Refusal with everything that a person must decide first, not only the first of it
 */
export async function makePlan(
  machine: HostReader,
  profile: Profile,
  profilePath: string | null,
  wishes: Wishes = { carryImages: false },
): Promise<Plan> {
  const host = rememberedHost(machine)
  const found = await preflight(host, profile)
  const planned: StepPlan[] = [
    { id: 'preflight', title: 'Preflight', changes: [], notes: found.notes },
  ]
  const changes: Change[] = []
  const problems: Problem[] = [...found.problems]
  for (const step of steps) {
    try {
      const result = await step.plan(plannedHost(host, changes), profile, wishes)
      planned.push({ id: step.id, title: step.title, ...result })
      changes.push(...result.changes)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(...error.problems)
    }
  }
  if (changes.length > 0) problems.unshift(...found.whenChanging)
  if (problems.length > 0) throw new Refusal(problems)
  return { version: 1, profile: profilePath, steps: planned }
}
