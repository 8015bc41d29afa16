import fc from 'fast-check'
import { volumeOptions } from './mounts.ts'
import { anyMember, harmlessMember, json, list, member, object, text } from './spelling.ts'

export const execBody = object(
  fc.oneof(anyMember({ Privileged: json('true', 'false'), Tty: json('true') }), harmlessMember),
  member('Cmd', json('["id"]')),
)

export const volumeBody = object(
  fc.oneof(
    anyMember({ Driver: text('local', 'nfs', ''), DriverOpts: volumeOptions, Labels: json('{}') }),
    harmlessMember,
  ),
)

const subnet = text(
  '172.20.0.0/16',
  '172.16.0.0/11',
  '172.020.0.0/16',
  '192.168.7.0/24',
  '192.168.7.0/8',
  '10.0.0.0/08',
  '10.1.2.3',
  '0.0.0.0/0',
  'fd00:1::/64',
  'fc00::/7',
  'FD00::/9',
  '2001:db8::/32',
  '::ffff:10.0.0.0/104',
  '::ffff:a00:0/104',
)

const address = text(
  '172.20.0.1',
  '10.0.0.1',
  '010.0.0.1',
  'fd00:1::1',
  '2001:db8::1',
  '::ffff:10.0.0.1',
)

const ipamConfig = object(
  anyMember({
    Subnet: subnet,
    IPRange: subnet,
    Gateway: address,
    AuxiliaryAddresses: object(anyMember({ a: address })),
  }),
)

export const networkBody = object(
  fc.oneof(
    anyMember({
      Driver: text('bridge', 'macvlan', 'BRIDGE', 'host', ''),
      Options: object(
        anyMember({
          'com.docker.network.bridge.name': text('eth0'),
          'com.docker.network.driver.mtu': text('1400'),
        }),
      ),
      IPAM: object(anyMember({ Driver: text('default', 'other', ''), Config: list(ipamConfig) })),
    }),
    harmlessMember,
  ),
  member('Name', text('n')),
)
