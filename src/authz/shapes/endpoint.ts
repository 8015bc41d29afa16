import { struct } from '../canonical/shape.ts'

/** moby api/types/network, EndpointSettings. */
export const endpointShape = struct(
  `Links Aliases DriverOpts GwPriority NetworkID EndpointID Gateway IPAddress MacAddress
   IPPrefixLen IPv6Gateway GlobalIPv6Address GlobalIPv6PrefixLen DNSNames`,
  { IPAMConfig: struct('IPv4Address IPv6Address LinkLocalIPs') },
)
