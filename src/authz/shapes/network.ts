import { listOf, struct } from '../canonical/shape.ts'
import { endpointShape } from './endpoint.ts'

const ipam = struct(
  { '1.21': 'Driver Config', '1.22': 'Options' },
  { Config: listOf(struct({ '1.21': 'Subnet IPRange Gateway AuxiliaryAddresses' })) },
)

/** moby api/types/network, CreateRequest. */
export const networkShape = struct(
  {
    '1.21': 'Name CheckDuplicate Driver IPAM Options',
    '1.22': 'Internal',
    '1.23': 'EnableIPv6 Labels',
    '1.25': 'Attachable',
    '1.29': 'Ingress',
    '1.30': 'Scope ConfigOnly ConfigFrom',
    '1.48': 'EnableIPv4',
  },
  { IPAM: ipam, ConfigFrom: struct({ '1.30': 'Network' }) },
)

export const connectShape = struct(
  { '1.21': 'Container', '1.22': 'EndpointConfig' },
  { EndpointConfig: endpointShape },
)

export const disconnectShape = struct({ '1.21': 'Container', '1.22': 'Force' })
