import { valueOf } from '../plan/fact.ts'
import { warns, type Check } from './check.ts'

/** Whatever else is found then is what Docker is configured to be, and not what it is. */
export const dockerStopped: Check = async (host, { docker }) => {
  if (host.isImage) return []
  const unit = valueOf(await host.unit(docker.service))
  if (!unit || !['inactive', 'failed'].includes(unit.activeState)) return []
  return [
    warns({
      code: 'docker-stopped',
      what:
        unit.activeState === 'failed'
          ? 'Docker has failed and does not run.'
          : 'Docker does not run.',
      where: docker.service,
      remedies: [
        `See why: systemctl status ${docker.service}; journalctl -u ${docker.service} -n 50`,
        `Start it: systemctl start ${docker.service}`,
      ],
    }),
  ]
}
