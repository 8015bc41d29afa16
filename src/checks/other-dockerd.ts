import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { forbids, type Check } from './check.ts'

/** dockerd's own default (moby daemon/config/config_linux.go). */
const pidFile = '/run/docker.pid'

/**
 * A dockerd that something else than the service started: it would hold the socket, the data root and the pid file, and go
 * on as it is. Where the service starts it through a script, its cgroup tells the unit; while the service runs it is its own,
 * for a second dockerd does not start beside that file.
 */
export const otherDockerd: Check = async (host, { docker }) => {
  const pid = await textOf(host, pidFile)
  // The file outlasts a dockerd that was killed, and another process may have its number by now.
  if (!pid || (await textOf(host, `/proc/${pid}/comm`)) !== 'dockerd') return []
  const service = valueOf(await host.unit(docker.service))
  if (service?.mainPid === Number(pid)) return []
  const unit = unitIn((await textOf(host, `/proc/${pid}/cgroup`)) ?? '')
  if (unit === docker.service || (unit === undefined && service?.activeState === 'active'))
    return []
  return [
    forbids({
      code: 'docker-runs-elsewhere',
      what: `dockerd runs with the pid ${pid}, and not by ${docker.service}.`,
      where: unit ?? pidFile,
      remedies: [
        ...(unit
          ? [`If that is the Docker to share, put into the profile: docker: { service: ${unit} }`]
          : []),
        `Else stop it (ps -fp ${pid} tells who started it), then: systemctl start ${docker.service}`,
      ],
    }),
  ]
}

async function textOf(host: HostReader, path: string): Promise<string | undefined> {
  return valueOf(await host.file(path))?.text.trim()
}

/** `0::/system.slice/docker.service`, on cgroup v1 the hierarchy of systemd's own among others. */
function unitIn(cgroups: string): string | undefined {
  const own = cgroups.split('\n').find((one) => /^(0::|\d+:name=systemd:)/.test(one))
  return own?.split('/').findLast((part) => part.endsWith('.service'))
}
