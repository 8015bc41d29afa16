import { existsSync } from 'node:fs'
import { must } from './command.ts'

/** What booting hosts needs, each with a file that tells whether it is there. */
const packages: Record<string, string> = {
  mmdebstrap: '/usr/bin/mmdebstrap',
  'systemd-container': '/usr/bin/systemd-nspawn',
  iptables: '/usr/sbin/iptables',
  iproute2: '/usr/sbin/ip',
  acl: '/usr/bin/setfacl',
  // For the oracle of test/fuzz.
  'golang-go': '/usr/bin/go',
  'debian-archive-keyring': '/usr/share/keyrings/debian-archive-keyring.gpg',
}

/** Why no hosts can be booted here; undefined where they can. */
export function whyNoHosts(): string | undefined {
  if (process.getuid?.() !== 0) return 'booting hosts needs root'
  if (!existsSync('/usr/bin/apt-get')) return 'booting hosts needs Debian (apt-get)'
  return undefined
}

/** Installs what is missing, with a line that says so. */
export async function installRequirements(say: (line: string) => void): Promise<void> {
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name] ?? ''))
  if (missing.length === 0) return
  say(`installing ${missing.join(', ')}`)
  const environment = { DEBIAN_FRONTEND: 'noninteractive' }
  await must('apt-get', ['update'], { environment })
  await must('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { environment })
}
