import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import type { Profile } from '../profile/schema.ts'

/**
 * What must hold before a plan makes sense at all.
 *
 * @throws Refusal
 */
export async function preflight(host: HostReader, profile: Profile): Promise<void> {
  const { service } = profile.docker
  const docker = await host.unit(service)
  if (docker.state === 'absent') {
    throw new Refusal({
      code: 'docker-not-found',
      what: `This host has no unit ${service}.`,
      remedies: [
        'Install Docker first: apt-get install docker.io',
        'If its unit has another name here, set docker.service in the profile.',
      ],
    })
  }
  if (docker.state === 'unknown') {
    throw new Refusal({
      code: 'systemd-not-reachable',
      what: 'systemd cannot be asked about its units.',
      cause: docker.reason,
      remedies: ['userns-harden works on hosts that systemd runs: see `systemctl status`.'],
    })
  }
}
