import { forbids, type Check, type Finding } from './check.ts'

/** sd_booted(3): this folder is there when systemd runs the host, and only then. */
const bootedBySystemd = '/run/systemd/system'

export const systemd: Check = async (host, { docker }) => {
  const unit = await host.unit(docker.service)
  if (unit.state === 'present') return []
  if (host.isImage) return unit.state === 'unknown' ? [unclear(docker.service, unit.reason)] : []
  const booted = await host.directory(bootedBySystemd)
  if (unit.state === 'absent' && booted.state !== 'absent') return []
  return [
    forbids({
      code: 'systemd-not-reachable',
      what: 'systemd does not run this host, or cannot be asked about its units.',
      where: bootedBySystemd,
      ...(unit.state === 'unknown' && { cause: unit.reason }),
      remedies: [
        'See what it says: systemctl status',
        'In a container, or under another init, there is no systemd: run userns-harden on the host itself.',
      ],
    }),
  ]
}

function unclear(service: string, reason: string): Finding {
  return forbids({
    code: 'docker-unit-unclear',
    what: `What the image says of ${service} is not clear.`,
    where: service,
    cause: reason,
    remedies: [
      "systemctl must be on this machine (package systemd), and the unit's files readable.",
    ],
  })
}
