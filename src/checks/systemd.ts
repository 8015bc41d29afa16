import { forbids, type Check } from './check.ts'

/** sd_booted(3): this folder is there when systemd runs the host, and only then. */
const bootedBySystemd = '/run/systemd/system'

export const systemd: Check = async (host, { docker }) => {
  const unit = await host.unit(docker.service)
  if (unit.state === 'present') return []
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
