import { hostSetting, objectOf } from './host-config.ts'
import { isEmpty } from '../canonical/shape.ts'
import type { Rule } from './rule.ts'

/** A container must not leave the accounting that the host gives it (Slurm). */
export const cgroupParent: Rule = {
  name: 'cgroupParent',
  denies(request, policy) {
    if (policy.cgroupParent === 'allow') return undefined
    const { route, query, body } = request
    const updated = route.path.endsWith('/update') && objectOf(body)?.get('CgroupParent')
    const built = route.path === '/build' && query('cgroupparent').some((parent) => parent !== '')
    if (hostSetting(request, 'CgroupParent') === undefined && isEmpty(updated) && !built)
      return undefined
    return 'a parent cgroup is not allowed: leave out --cgroup-parent.'
  },
}
