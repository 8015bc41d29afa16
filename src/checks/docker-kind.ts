import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { forbids, type Check, type Finding } from './check.ts'

/** snapd writes it for the snap's daemon. */
const snapUnit = 'snap.docker.dockerd.service'
/** A script is a few lines, Docker's client dozens of megabytes, which nobody need read. */
const largestScript = 4096

/** Whether the service is the Docker of the system, and no other thing of that name. */
export const dockerKind: Check = async (host, { docker }) => {
  const shim = await podmanShim(host)
  const unit = await host.unit(docker.service)
  const others = [
    ...(shim === undefined ? [] : [podman(shim)]),
    ...((await snapRuns(host, unit.state === 'absent')) ? [snap] : []),
    ...(await rootless(host, docker.service)),
  ]
  if (others.length > 0 || unit.state !== 'absent') return others
  // Without systemd no unit is there: that is told by the check of systemd.
  if ((await host.directory('/run/systemd/system')).state === 'absent') return []
  return [notFound(docker.service)]
}

function notFound(service: string): Finding {
  return forbids({
    code: 'docker-not-found',
    what: `This host has no unit ${service}.`,
    remedies: [
      'Install Docker first: apt-get install docker.io',
      'If its unit has another name here, set docker.service in the profile.',
    ],
  })
}

/** podman-docker puts a script in the place of Docker's client, and a link in the place of its socket. */
async function podmanShim(host: HostReader): Promise<string | undefined> {
  const socket = valueOf(await host.pathTrust('/run/docker.sock'))?.path
  if (socket?.endsWith('/podman.sock')) return `/run/docker.sock leads to ${socket}`
  const client = valueOf(await host.command('docker'))
  if (client === undefined) return undefined
  const { size } = valueOf(await host.status(client)) ?? { size: Infinity }
  if (size > largestScript) return undefined
  const text = valueOf(await host.file(client))?.text ?? ''
  return /\bpodman\b/.test(text) ? `${client} starts podman` : undefined
}

function podman(where: string): Finding {
  return forbids({
    code: 'docker-is-podman',
    what: 'The command docker of this host is Podman, which has no daemon, no remap and no plugins.',
    where,
    remedies: [
      "To share Docker: apt-get remove podman-docker, then install Docker's own: apt-get install docker.io",
      'With Podman each user has containers of their own, without rights on the host: nothing has to be hardened.',
    ],
  })
}

/** Beside an installed docker.service a snap matters only while it runs. */
async function snapRuns(host: HostReader, isAlone: boolean): Promise<boolean> {
  if ((await host.file(`/etc/systemd/system/${snapUnit}`)).state === 'absent') return false
  return isAlone || valueOf(await host.unit(snapUnit))?.activeState === 'active'
}

/** Its files are below /var/snap, and AppArmor lets it read nothing else (canonical/docker-snap). */
const snap = forbids({
  code: 'docker-from-snap',
  what: 'Docker comes from a snap here, which reads neither /etc/docker/daemon.json nor a plugin outside the snap.',
  where: snapUnit,
  remedies: [
    'Save what you need of its containers and volumes, then: snap remove docker && apt-get install docker.io',
  ],
})

/**
 * Rootless Docker has its socket in /run/user/UID. Users of a shared host may well have one of their own: it counts only
 * where the system's does not run and is not to run.
 */
async function rootless(host: HostReader, service: string): Promise<Finding[]> {
  if (valueOf(await host.docker(service))?.rootless) return [isRootless(service)]
  const unit = valueOf(await host.unit(service))
  if (unit && (unit.enabled || unit.activeState !== 'inactive')) return []
  const users = valueOf(await host.names('/run/user')) ?? []
  const sockets = users.map((uid) => `/run/user/${uid}/docker.sock`)
  const found = await Promise.all(sockets.map((path) => host.status(path)))
  return sockets.filter((_, index) => found[index]?.state === 'present').map(isRootless)
}

function isRootless(where: string): Finding {
  return forbids({
    code: 'docker-is-rootless',
    what: 'Docker runs rootless here: its root is an ordinary user already, and it is for that user alone.',
    where,
    remedies: [
      'Nothing has to be hardened for it. To share one Docker, start that of the system: systemctl enable --now docker.service',
      'If the shared one is another unit, set docker.service in the profile.',
    ],
  })
}
