import { quoted } from '../canonical/denial.ts'
import type { JsonValue } from '../canonical/json.ts'
import { hostSetting, itemsOf, objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/**
 * GPU requests are no devices of the policy. By the same field Docker hands over whatever the host's CDI
 * files describe, disks too, to be asked for by names as `vendor.com/class=name` (moby daemon/cdi.go).
 */
export const deviceRequests: Rule = {
  name: 'devices',
  denies(request) {
    for (const one of itemsOf(hostSetting(request, 'DeviceRequests'))) {
      const asked = objectOf(one)
      const isCdi = asked?.get('Driver') === 'cdi'
      const other = itemsOf(asked?.get('DeviceIDs')).find((id) => !isOfGpu(id, isCdi))
      if (other === undefined) continue
      const name = typeof other === 'string' ? quoted(other) : 'this'
      return `the device ${name} is not allowed: by CDI only those of the class "gpu" are.`
    }
    return undefined
  },
}

/** A number or serial of a GPU, which has neither `/` nor `=`, or its CDI name: `nvidia.com/gpu=0`. */
function isOfGpu(id: JsonValue, isCdi: boolean): boolean {
  if (typeof id !== 'string') return false
  if (!isCdi && !/[/=]/.test(id)) return true
  return /^[\w.-]+\/gpu=[\w.:-]+$/.test(id)
}
