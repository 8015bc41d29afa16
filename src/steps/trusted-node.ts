import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'

/** Debian's first, which security updates reach; then where a site's own packages and tarballs go. */
const candidates = ['/usr/bin/node', '/usr/bin/nodejs', '/usr/local/bin/node', '/opt/node/bin/node']
/** The service sees none of these (ProtectHome=), and they move with their owner. */
const homes = /^\/(home|root|run\/user)\//

/**
 * A Node for the plugin's service: one that root alone can change, down every folder and link of
 * its path. The Node that runs this program may well be another (nvm, a home folder).
 *
 * @throws Refusal where there is none
 */
export async function trustedNode(host: HostReader): Promise<string> {
  const rejected: string[] = []
  for (const candidate of candidates) {
    const reason = await whyNot(host, candidate)
    if (reason === undefined) return candidate
    rejected.push(`${candidate}: ${reason}`)
  }
  throw new Refusal({
    code: 'no-trusted-node',
    what: 'The plugin needs a Node that root alone can change, and this host has none.',
    cause: rejected.join('\n'),
    remedies: [
      "Install the system's own: apt-get install nodejs",
      'A Node from nvm or from a home folder is not used: whoever can write it would be root.',
    ],
  })
}

async function whyNot(host: HostReader, candidate: string): Promise<string | undefined> {
  const trust = await host.pathTrust(candidate)
  if (trust.state === 'absent') return 'not there'
  if (trust.state === 'unknown') return trust.reason
  const { path, weakness } = trust.value
  if (homes.test(path)) return `leads into a home folder: ${path}`
  if (weakness !== undefined) return weakness
  const version = await host.versionOf(candidate)
  if (version.state !== 'present') {
    return `does not say its version${version.state === 'unknown' ? `: ${version.reason}` : ''}`
  }
  return isSupported(version.value) ? undefined : `${version.value} is older than v18.19`
}

/** `v18.20.4` and newer than 18.19. */
function isSupported(version: string): boolean {
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version) ?? []
  return Number(major) > 18 || (Number(major) === 18 && Number(minor) >= 19)
}
