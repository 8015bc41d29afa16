import { contains, parseSubnet } from '../../policy/subnet.ts'
import type { Policy } from '../../policy/settings.ts'
import { quoted } from '../canonical/denial.ts'
import type { JsonValue } from '../canonical/json.ts'
import { itemsOf, objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/**
 * The host itself reaches a network's addresses through its bridge, before any other way to them: a
 * network with the address of the directory or file server answers the host in that server's place.
 */
export const subnets: Rule = {
  name: 'subnets',
  denies({ route, body }, policy) {
    if (route.path !== '/networks/create') return undefined
    const ipam = objectOf(objectOf(body)?.get('IPAM'))
    const asked = itemsOf(ipam?.get('Config')).flatMap(addressesOf)
    const other = asked.find((one) => !isIn(one, policy.subnets))
    if (other === undefined) return undefined
    const open = policy.subnets.length === 0 ? '' : `, or take one in ${policy.subnets.join(', ')}`
    const name = typeof other === 'string' ? quoted(other) : 'given'
    return `the addresses ${name} are not allowed for a network: leave them out${open}.`
  },
}

/** The range, and what Docker gives to the bridge, to containers or to others of it. */
function addressesOf(value: JsonValue): JsonValue[] {
  const config = objectOf(value)
  const auxiliary = [...(objectOf(config?.get('AuxiliaryAddresses'))?.values() ?? [])]
  const found = ['Subnet', 'IPRange', 'Gateway'].map((key) => config?.get(key) ?? '')
  return [...found, ...auxiliary].filter((one) => one !== '')
}

function isIn(value: JsonValue, ranges: Policy['subnets']): boolean {
  const asked = typeof value === 'string' ? parseSubnet(value) : undefined
  if (!asked) return false
  return ranges.some((range) => {
    const allowed = parseSubnet(range)
    return allowed !== undefined && contains(allowed, asked)
  })
}
