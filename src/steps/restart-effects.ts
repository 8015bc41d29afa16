import type { HostReader, RunningDocker } from '../host/reader.ts'
import type { DaemonState, Holdings } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { holdingsText } from '../plan/holdings-text.ts'

/**
 * What a restart of Docker does to what it holds now, a sentence each.
 *
 * @param after whether Docker maps user ids when it is up again
 */
export async function restartEffects(
  host: HostReader,
  running: RunningDocker,
  after: { userns: boolean },
): Promise<string[]> {
  const names = valueOf(await host.runningContainers()) ?? []
  const turns = running.userns !== after.userns
  const effects: string[] = []
  if (names.length > 0) {
    const which = `${names.length} running: ${names.join(', ')}`
    effects.push(
      turns
        ? `Running containers stop and do not come back (${which}).`
        : running.liveRestore
          ? `Running containers go on (live-restore; ${which}).`
          : `Running containers stop; those with a restart policy start again (${which}).`,
    )
  }
  if (turns) {
    const held = valueOf(await host.holdings(running.dataRoot)) ?? running
    effects.push(`${after.userns ? newRoot : oldRoot} ${notInSight(running.dataRoot, held)}`)
  }
  return effects
}

const newRoot = 'With the remap Docker begins with a new, empty data root.'
const oldRoot = 'Without the remap Docker goes back to the data root that it had before.'

/** What of a running daemon is recorded, to have it again. */
export function daemonState({
  userns,
  authorizationPlugins,
  dataRoot,
}: RunningDocker): DaemonState {
  return { userns, authorizationPlugins, dataRoot }
}

type CountedByDocker = Pick<RunningDocker, 'containers' | 'images'>

function notInSight(dataRoot: string, held: Partial<Holdings> & CountedByDocker): string {
  return `What is in ${dataRoot} now (${holdingsText(held)}) is not lost, but out of sight.`
}
