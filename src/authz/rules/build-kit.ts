import type { Rule } from './rule.ts'

/**
 * BuildKit is told what to do within a stream that no plugin sees (moby router/grpc, router/session).
 * What it could do beyond a build's own container is off in daemon.json, but for its parent cgroup.
 */
export const buildKit: Rule = {
  name: 'buildKit',
  denies({ route, query }, policy) {
    if (policy.buildKit === 'allow') return undefined
    const isOne = ['/session', '/grpc'].includes(route.path)
    const starts = route.path === '/build' && query('version').some((version) => version === '2')
    if (!isOne && !starts) return undefined
    return 'BuildKit is not allowed on this host: set DOCKER_BUILDKIT=0, and build without buildx.'
  },
}
