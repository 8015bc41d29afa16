import { valueOf } from '../plan/fact.ts'
import type { Check } from './check.ts'
import { warnsOfContainers } from './named-containers.ts'

/** Root in them is root on the host. The plugin lets nobody in; what runs in them runs on. */
export const containersOutsideRemap: Check = async (host, { docker }) => {
  const running = valueOf(await host.docker(docker.service))
  if (!running?.userns || running.containers === 0) return []
  const problem = {
    code: 'containers-outside-remap',
    what: 'Root in these containers is root on this host. The plugin lets nobody enter or start them, and they run as they are:',
    remedies: ['Remove them, and make them anew without --userns=host: docker rm --force NAME'],
  }
  return await warnsOfContainers(host, problem, ({ usernsHost }) =>
    usernsHost ? ["in the host's user namespace"] : [],
  )
}
