import type { FoundContainer, HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { policyPath } from '../policy/places.ts'
import type { Profile } from '../profile/schema.ts'
import { pluginName } from '../steps/places.ts'
import type { Check } from './check.ts'
import { warnsOfContainers } from './named-containers.ts'

/**
 * Containers that were made under the remap before the plugin judged it. Docker starts those with a restart policy by itself, at
 * boot, which no plugin is asked about. Later ones passed the plugin: this is looked for when a host is taken over.
 */
export const containersBeforePlugin: Check = async (host, profile) => {
  const running = valueOf(await host.docker(profile.docker.service))
  if (!running?.userns || running.containers === 0) return []
  if (running.authorizationPlugins.includes(pluginName) && (await isOurs(host, profile))) return []
  const problem = {
    code: 'containers-unjudged',
    what: 'Docker starts these containers by itself, at boot too, and the plugin, which is not asked about that, has never seen them:',
    remedies: ['Remove them, or take their restart policy: docker update --restart=no NAME'],
  }
  return await warnsOfContainers(host, problem, (one) => (one.restarts ? whyAtBoot(one) : []))
}

function whyAtBoot({ usernsHost, privileged, binds }: FoundContainer): string[] {
  return [
    ...(usernsHost ? ["in the host's user namespace"] : []),
    ...(privileged ? ['privileged'] : []),
    ...binds.flatMap(({ source, made }) => (made ? [`${source} by -v`] : [])),
  ]
}

/** The set-up that articles describe has a plugin of the same name: the builtin one comes with its policy. */
async function isOurs(host: HostReader, { plugin }: Profile): Promise<boolean> {
  return plugin.source === 'file' || (await host.status(policyPath)).state !== 'absent'
}
