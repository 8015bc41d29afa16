import type { Host } from '../host/host.ts'
import type { CutOffRun } from '../plan/events.ts'
import { changesOf } from '../plan/plan.ts'
import { cutOff, performedIn, type Run } from './read-records.ts'

/** Clears away what the last run left half written; undefined where it came to its end. */
export async function afterCutOff(
  runs: readonly Run[],
  host: Host,
): Promise<CutOffRun | undefined> {
  const run = cutOff(runs)
  if (!run) return undefined
  for (const { change } of performedIn(run)) {
    if ('path' in change) await host.removeTemporary(change.path)
  }
  const { command, startedAt, path, begun, plan } = run
  return { command, startedAt, record: path, begun: begun.size, planned: changesOf(plan).length }
}
