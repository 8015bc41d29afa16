import { hostSetting } from './host-config.ts'
import type { Rule } from './rule.ts'

/** Even a node that stays unreadable opens the same device to a node of the image's own (the cgroup rule goes by numbers). */
export const devices: Rule = {
  name: 'devices',
  denies(request, policy) {
    if (policy.devices === 'allow' || hostSetting(request, 'Devices') === undefined)
      return undefined
    return 'devices of the host are not allowed: leave out --device; for GPUs use --gpus.'
  },
}
