import { hostSetting, objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/** All capabilities, devices and no confinement: what the remap leaves of that is the kernel's to hold. */
export const privileged: Rule = {
  name: 'privileged',
  denies(request, policy) {
    if (policy.privileged === 'allow') return undefined
    const isExec = request.route.path === '/containers/{name:.*}/exec'
    const ofExec = isExec && objectOf(request.body)?.get('Privileged')
    if (hostSetting(request, 'Privileged') === undefined && !ofExec) return undefined
    return 'privileged containers are not allowed: leave out --privileged.'
  },
}
