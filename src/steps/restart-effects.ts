import type { HostReader, RunningDocker } from '../host/reader.ts'
import type { DaemonState } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'

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
  if (turns) effects.push(after.userns ? newDataRoot(running) : oldDataRoot(running))
  return effects
}

/** What of a running daemon is recorded, to have it again. */
export function daemonState({
  userns,
  authorizationPlugins,
  dataRoot,
}: RunningDocker): DaemonState {
  return { userns, authorizationPlugins, dataRoot }
}

function newDataRoot(running: RunningDocker): string {
  return `With the remap Docker begins with a new, empty data root. ${outOfSight(running)}`
}

function oldDataRoot(running: RunningDocker): string {
  return `Without the remap Docker goes back to the data root that it had before. ${outOfSight(running)}`
}

function outOfSight({ dataRoot, containers, images }: RunningDocker): string {
  return (
    `What is in ${dataRoot} now (${counted(containers, 'container')}, ${counted(images, 'image')}, ` +
    'and volumes) is not lost, but out of sight.'
  )
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
