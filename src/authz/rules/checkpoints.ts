import type { Rule } from './rule.ts'

/** Their folder is made and removed by the daemon as root, wherever the sender says (moby checkpoint.go). */
export const checkpoints: Rule = {
  name: 'checkpoints',
  denies({ route, query }, policy) {
    if (policy.checkpoints === 'allow') return undefined
    const isOne = route.path.includes('/checkpoints') && route.method !== 'GET'
    const names = [...query('checkpoint'), ...query('checkpoint-dir')]
    const starts = route.path.endsWith('/start') && names.some((name) => name !== '')
    // Their list tells what folders there are in any folder of the host.
    const looks = route.path.endsWith('/checkpoints') && query('dir').some((dir) => dir !== '')
    return isOne || starts || looks
      ? 'checkpoints are not allowed: start the container without one.'
      : undefined
  },
}
