import { listOf, struct } from '../canonical/shape.ts'
import { endpointShape } from './endpoint.ts'

const ipam = struct('Driver Options', {
  Config: listOf(struct('Subnet IPRange Gateway AuxiliaryAddresses')),
})

/** moby api/types/network, CreateRequest. */
export const networkShape = struct(
  `Name CheckDuplicate Driver Scope EnableIPv4 EnableIPv6 Internal Attachable Ingress ConfigOnly
   Options Labels`,
  { IPAM: ipam, ConfigFrom: struct('Network') },
)

export const connectShape = struct('Container', { EndpointConfig: endpointShape })

export const disconnectShape = struct('Container Force')
