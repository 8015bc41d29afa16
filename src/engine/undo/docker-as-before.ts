import type { HostReader } from '../../host/reader.ts'
import type { Change, ChangeOf, DaemonState } from '../../plan/change.ts'
import { valueOf } from '../../plan/fact.ts'
import { remapIds } from '../../steps/remap-user.ts'
import { daemonState, restartEffects } from '../../steps/restart-effects.ts'
import { undoneBy, type LookBack } from './looked-back.ts'

/** Restarts Docker, and takes away the account that it made, unless anything is in the data root of that account's ids. */
export async function dockerAsBefore(
  { service, before, makesAccount }: ChangeOf<'docker-restart'>,
  host: HostReader,
): Promise<LookBack> {
  const changes: Change[] = []
  // Whoever has uninstalled Docker since has nothing that could return.
  if ((await host.unit(service)).state !== 'absent') {
    const running = valueOf(await host.docker(service))
    changes.push({
      kind: 'docker-return',
      service,
      effects: running ? await restartEffects(host, running, before ?? { userns: false }) : [],
      ...(running && { before: daemonState(running) }),
      ...(before && { after: before }),
      why: 'runs as it did before apply',
    })
  }
  if (makesAccount !== undefined && before && (await isUnused(makesAccount, before, host))) {
    const why = 'made by Docker for the remap; nothing belongs to its ids'
    changes.push({ kind: 'account-removal', user: makesAccount, why })
  }
  return undoneBy(...changes)
}

/** Ids that somebody else may be given later must not own anything. */
async function isUnused(user: string, before: DaemonState, host: HostReader): Promise<boolean> {
  if ((await host.user(user)).state !== 'present') return false
  const ids = await remapIds(host, user)
  if (!ids) return true
  const found = await host.holdings(`${before.dataRoot}/${ids.uid}.${ids.gid}`)
  if (found.state !== 'present') return found.state === 'absent'
  const { containers, images, volumes } = found.value
  return containers + images + volumes === 0
}
