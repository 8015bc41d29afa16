import { hostSetting } from './host-config.ts'
import type { Rule } from './rule.ts'

/** With a device node in its image, a container reads the host's disk by such a rule. */
export const deviceRules: Rule = {
  name: 'deviceRules',
  denies(request, policy) {
    if (policy.deviceRules === 'allow') return undefined
    const isCreate = hostSetting(request, 'DeviceCgroupRules') !== undefined
    if (!isCreate && !updates(request.body)) return undefined
    return 'device rules are not allowed: leave out --device-cgroup-rule.'
  },
}

/** `docker update` has the field too (moby api/types/container, UpdateConfig). */
function updates(body: unknown): boolean {
  return (
    body instanceof Map && body.has('DeviceCgroupRules') && body.get('DeviceCgroupRules') !== null
  )
}
