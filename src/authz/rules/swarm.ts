import type { CanonicalRequest } from '../canonical/request.ts'
import { isEmpty } from '../canonical/shape.ts'
import { changesBelow } from './changes-below.ts'
import { objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

const parts = ['swarm', 'nodes', 'services', 'tasks', 'secrets', 'configs']

/** What the swarm agent starts passes no plugin. */
export const swarm: Rule = {
  name: 'swarm',
  denies(request, policy) {
    if (policy.swarm === 'allow') return undefined
    // With what these answer, a node of the sender's own joins as a manager.
    const tells = ['/swarm', '/swarm/unlockkey'].includes(request.route.path)
    if (!isOfClusterVolume(request) && !tells && !changesBelow(request, parts)) return undefined
    return 'swarm and its services are for the admin: use docker run or docker compose.'
  },
}

/** PUT is of them alone, and a volume with their settings is made by the swarm (moby router/volume). */
function isOfClusterVolume({ route, body }: CanonicalRequest): boolean {
  if (route.path === '/volumes/create') return !isEmpty(objectOf(body)?.get('ClusterVolumeSpec'))
  return route.method === 'PUT' && route.path.startsWith('/volumes/')
}
