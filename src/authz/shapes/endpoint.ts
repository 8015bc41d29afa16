import { struct } from '../canonical/shape.ts'

/** moby api/types/network, EndpointSettings. */
export const endpointShape = struct(
  {
    '1.21': `EndpointID Gateway IPAddress IPPrefixLen IPv6Gateway GlobalIPv6Address GlobalIPv6PrefixLen
      MacAddress`,
    '1.22': 'IPAMConfig Links Aliases NetworkID',
    '1.30': 'DriverOpts',
    '1.44': 'DNSNames',
    '1.48': 'GwPriority',
  },
  { IPAMConfig: struct({ '1.22': 'IPv4Address IPv6Address', '1.24': 'LinkLocalIPs' }) },
)
