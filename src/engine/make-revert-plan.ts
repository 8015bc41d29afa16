import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import { netChanges } from '../plan/net-changes.ts'
import type { Plan } from '../plan/plan.ts'
import { performedIn, standing, type Run } from './read-records.ts'
import { undoPlan } from './undo/undo-plan.ts'

export interface RevertWishes {
  /** Packages that came with apply go too. */
  purge: boolean
  /** Paths that stay as they are now. */
  keep: readonly string[]
}

/**
 * Finds what takes back all that was applied since the last revert. What others have changed since is not
 * overwritten.
 *
 * @throws Refusal that names every conflict
 */
export async function makeRevertPlan(
  host: HostReader,
  runs: readonly Run[],
  { purge, keep }: RevertWishes,
): Promise<Plan> {
  const stand = standing(runs)
  const net = netChanges(stand.map(performedIn)).filter(({ change }) => {
    if (change.kind === 'package') return purge
    return !('path' in change && keep.includes(change.path))
  })
  const { steps, conflicts } = await undoPlan(net, 'apply', host)
  if (conflicts.length > 0) throw new Refusal(conflicts)
  return { version: 1, profile: null, reverts: stand.map(({ path }) => path), steps }
}
