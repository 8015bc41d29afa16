import { hostConfigOf, objectOf } from './host-config.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import type { Rule } from './rule.ts'

/** Each by its field (moby api/types/container/hostconfig.go) and as the docker command calls it. */
const namespaces = [
  ['PidMode', 'pid'],
  ['NetworkMode', 'network'],
  ['IpcMode', 'ipc'],
  ['UTSMode', 'uts'],
  ['CgroupnsMode', 'cgroupns'],
] as const

/** Of these uts and cgroup work under a remap too, and a build takes the network's from its query. */
export const hostNamespaces: Rule = {
  name: 'hostNamespaces',
  denies(request, policy) {
    if (policy.hostNamespaces === 'allow') return undefined
    const settings = hostConfigOf(request)
    const found = namespaces.find(([field]) => !isOwn(settings?.get(field)))
    if (found) return `${found[1]}=host is not allowed: leave it out.`
    return joinsHostNetwork(request) ? 'network=host is not allowed: leave it out.' : undefined
  },
}

/** Text that is not `host`; anything but text is not understood. */
function isOwn(mode: unknown): boolean {
  return mode === undefined || mode === null || (typeof mode === 'string' && mode !== 'host')
}

function joinsHostNetwork({ route, query, body }: CanonicalRequest): boolean {
  if (route.path === '/build' && query('networkmode').includes('host')) return true
  const networks = objectOf(objectOf(body)?.get('NetworkingConfig'))?.get('EndpointsConfig')
  return objectOf(networks)?.has('host') ?? false
}
