import { changesBelow } from './changes-below.ts'
import type { Rule } from './rule.ts'

const parts = ['swarm', 'nodes', 'services', 'tasks', 'secrets', 'configs']

/** What the swarm agent starts passes no plugin. */
export const swarm: Rule = {
  name: 'swarm',
  denies(request, policy) {
    if (policy.swarm === 'allow') return undefined
    // PUT is of cluster volumes alone (moby api/server/router/volume).
    const isClusterVolume =
      request.route.method === 'PUT' && request.route.path.startsWith('/volumes/')
    // With what these answer, a node of the sender's own joins as a manager.
    const tells = ['/swarm', '/swarm/unlockkey'].includes(request.route.path)
    if (!isClusterVolume && !tells && !changesBelow(request, parts)) return undefined
    return 'swarm and its services are for the admin: use docker run or docker compose.'
  },
}
