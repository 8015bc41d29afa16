import type { Rule } from './rule.ts'

/** The daemon would fetch as root from wherever it is told, loopback included. */
export const remoteSources: Rule = {
  name: 'remoteSources',
  denies({ route, query }, policy) {
    if (policy.remoteSources === 'allow' || route.method !== 'POST') return undefined
    if (route.path === '/build' && query('remote').some((source) => !isLocal(source))) {
      return 'builds from an address are not allowed: fetch it, and build from the folder.'
    }
    if (
      route.path === '/images/create' &&
      query('fromSrc').some((source) => source !== '' && source !== '-')
    ) {
      return 'imports from an address are not allowed: fetch it, and give the file to docker import.'
    }
    return undefined
  },
}

/** What the docker command says for a context that it sends itself, by body or by session. */
function isLocal(source: string): boolean {
  return source === '' || source === 'client-session' || source === 'upload-request'
}
