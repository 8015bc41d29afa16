import { quoted } from '../canonical/denial.ts'
import { isEmpty } from '../canonical/shape.ts'
import { objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/** What these do stays within the network (moby libnetwork/drivers/bridge/labels.go, netlabel/labels.go). */
const ofBridge = new Set(
  [
    'bridge.enable_icc',
    'bridge.enable_ip_masquerade',
    'bridge.gateway_mode_ipv4',
    'bridge.gateway_mode_ipv6',
    'bridge.host_binding_ipv4',
    'bridge.inhibit_ipv4',
    'container_iface_prefix',
    'driver.mtu',
    'enable_ipv4',
    'enable_ipv6',
  ].map((name) => `com.docker.network.${name}`),
)

/**
 * Others than bridges put containers on the host's own network cards, where they can answer for any
 * machine; and an option can have Docker take a bridge that is the host's.
 */
export const networkDrivers: Rule = {
  name: 'networkDrivers',
  denies({ route, body }, policy) {
    if (route.path !== '/networks/create') return undefined
    const network = objectOf(body)
    const driver = network?.get('Driver')
    if (
      !isEmpty(driver) &&
      (typeof driver !== 'string' || !policy.networkDrivers.includes(driver))
    ) {
      const name = typeof driver === 'string' ? quoted(driver) : 'this'
      return `the network driver ${name} is not allowed: leave out --driver.`
    }
    const ipam = objectOf(network?.get('IPAM'))
    if (!isEmpty(ipam?.get('Options')) || !isDefault(ipam?.get('Driver'))) {
      return 'address drivers for networks are not allowed: leave out --ipam-driver and --ipam-opt.'
    }
    // A network that is only a pattern may become one of any driver.
    const isPattern = !isEmpty(network?.get('ConfigOnly'))
    if (!isEmpty(driver) && driver !== 'bridge' && !isPattern) return undefined
    const other = [...(objectOf(network?.get('Options'))?.keys() ?? [])].find(
      (option) => !ofBridge.has(option),
    )
    return other && `the network option ${quoted(other)} is not allowed: leave it out.`
  },
}

function isDefault(driver: unknown): boolean {
  return driver === undefined || driver === null || driver === '' || driver === 'default'
}
