import type { HostReader } from '../host/reader.ts'
import type { Change, DaemonState, Holdings } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'
import { pluginName } from './places.ts'
import { makesAccount, remapIds } from './remap-user.ts'

/** moby daemon/command/config_unix.go */
const defaultDataRoot = '/var/lib/docker'

/**
 * An image's Docker is restarted by the boot. It stands in the plan all the same, for what goes out of sight by it, and so
 * that a host's revert knows what Docker would have been.
 *
 * @param oldConfig daemon.json as it was; undefined where there was none
 */
export async function startOfImage(
  host: HostReader,
  { docker, remap }: Profile,
  oldConfig: string | undefined,
): Promise<Change[]> {
  if (!host.isImage) return []
  const before = stateBy(oldConfig ?? '{}')
  const ids = await remapIds(host, remap)
  return [
    {
      kind: 'docker-restart',
      service: docker.service,
      effects: ['Not now: Docker starts so when the image is booted.'],
      before,
      expects: { authorizationPlugin: pluginName, ...(ids && { remap: ids }) },
      ...(await outOfSight(host, before)),
      ...(await makesAccount(host, remap)),
      why: 'Docker reads its configuration when it starts',
    },
  ]
}

/** What a Docker shows that starts with this daemon.json. */
function stateBy(config: string): DaemonState {
  const settings = JSON.parse(config) as Record<string, unknown>
  const { 'authorization-plugins': plugins, 'data-root': dataRoot } = settings
  return {
    userns: Boolean(settings['userns-remap']),
    authorizationPlugins: Array.isArray(plugins) ? plugins.map(String) : [],
    dataRoot: typeof dataRoot === 'string' ? dataRoot : defaultDataRoot,
  }
}

async function outOfSight(
  host: HostReader,
  { userns, dataRoot }: DaemonState,
): Promise<{ outOfSight?: Holdings }> {
  const held = userns ? undefined : valueOf(await host.holdings(dataRoot))
  if (!held || held.containers + held.images + held.volumes === 0) return {}
  return { outOfSight: held }
}
