import { valueOf } from '../plan/fact.ts'
import { warns, type Check } from './check.ts'

/**
 * Settings that Docker has not started with yet: it reads daemon.json at its start, and `dockerd --validate` looks at
 * less than a start does (a storage driver, an address). With them the restart may be the first to fail.
 */
export const untriedSettings: Check = async (host, { docker }) => {
  const unit = valueOf(await host.unit(docker.service))
  if (unit?.activeState !== 'active' || unit.startedAt === undefined) return []
  const changedAt = valueOf(await host.file(docker.daemonConfig))?.changedAt
  if (changedAt === undefined || changedAt <= unit.startedAt) return []
  return [
    warns({
      code: 'settings-untried',
      what: `${docker.daemonConfig} was changed after Docker was started: nobody has seen yet whether Docker starts with it.`,
      where: docker.daemonConfig,
      remedies: ['To see that first, at a time of your choice: systemctl restart docker'],
    }),
  ]
}
