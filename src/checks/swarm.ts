import { valueOf } from '../plan/fact.ts'
import { forbids, type Check } from './check.ts'

/**
 * Docker keeps a node's swarm state in its data root (moby daemon/command/daemon.go, createAndStartCluster). With the remap that is a new one: the node is gone from its swarm
 * without having left it, and with the last manager all services, secrets and configs. Later, what the swarm starts
 * passes no plugin, while the policy denies everyone, root too, to look after it.
 */
export const swarm: Check = async (host, { docker, policy }) => {
  const running = valueOf(await host.docker(docker.service))
  if (!running || running.swarm === 'inactive') return []
  const leave =
    'Take the node out of it: docker node update --availability drain NODE, then docker swarm leave'
  if (!running.userns) {
    return [
      forbids({
        code: 'swarm-active',
        what: `This node is part of a swarm (${running.swarm}). With the remap Docker begins with a new data root: the node would vanish from its swarm, and with the last manager its services, secrets and configs.`,
        where: running.dataRoot,
        remedies: [
          `${leave}; the last manager needs --force, which ends the swarm.`,
          'To join again afterwards, with policy: { swarm: allow } in the profile: docker swarm join',
        ],
      }),
    ]
  }
  if (policy.swarm === 'allow') return []
  return [
    forbids({
      code: 'swarm-active',
      what: `This node is part of a swarm (${running.swarm}), and the policy denies swarm: what it starts passes no plugin, and nobody could look after it.`,
      where: running.dataRoot,
      remedies: [`${leave}.`, 'Or put into the profile: policy: { swarm: allow }'],
    }),
  ]
}
