import type { FoundContainer, HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import type { Check } from './check.ts'
import { warnsOfContainers } from './named-containers.ts'

const writableByOthers = 0o002
const readableByOthers = 0o004

/**
 * Containers of a Docker without the remap, which will be out of sight: those that could not be made again just so. A
 * warning, for they are lost by nothing, and another Docker is what the admin asked for.
 */
export const containersLeftBehind: Check = async (host, { docker }) => {
  const running = valueOf(await host.docker(docker.service))
  if (!running || running.userns || running.containers === 0) return []
  const problem = {
    code: 'containers-unfit',
    what: 'These containers cannot be made again under the remap as they are:',
    remedies: [
      'Make them again without that afterwards; give what they write to the ids of the remap (chown), or keep it in volumes.',
    ],
  }
  return await warnsOfContainers(host, problem, (container) => whyUnfit(host, container))
}

/** What Docker refuses under a remap (moby daemon_unix.go, verifyPlatformContainerSettings), and what it does not reach. */
async function whyUnfit(host: HostReader, container: FoundContainer): Promise<string[]> {
  const binds = await Promise.all(
    container.binds.map(async ({ source, writable }) => {
      const status = valueOf(await host.status(source))
      if (status?.uid !== 0) return []
      const needed = writable ? writableByOthers : readableByOthers
      if (status.mode & needed) return []
      return [`${source} is root's, and its root could not ${writable ? 'write' : 'read'} it`]
    }),
  )
  return [
    ...(container.privileged ? ['privileged'] : []),
    ...container.hostNamespaces.map((name) => `the host's ${name} namespace`),
    ...(container.usernsHost ? ['--userns=host'] : []),
    ...binds.flat(),
  ]
}
