import { expect, test } from 'vitest'
import { contains, parseSubnet } from '../../../src/policy/subnet.ts'

test.each([
  ['172.16.0.0/12', '172.31.255.0/24', true],
  ['172.16.0.0/12', '172.16.0.0/12', true],
  ['172.16.0.0/12', '172.32.0.0/16', false],
  ['172.16.0.0/12', '172.16.0.0/11', false],
  ['172.16.0.0/12', '172.20.0.1', true],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['0.0.0.0/0', '::/0', false],
  ['fd00::/8', 'fdff:1::/64', true],
  ['fd00::/8', 'fe00::/64', false],
  ['::1', '0:0:0:0:0:0:0:1/128', true],
  ['2001:DB8::/32', '2001:db8:1:2:3:4:5:6', true],
])('%s contains %s: %s', (outer, inner, is) => {
  expect(contains(parseSubnet(outer)!, parseSubnet(inner)!)).toBe(is)
})

test.each([
  ...['', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.4/33', '1.2.3.4/', '1.2.3.4/08'],
  ...['1.2.3.4/8/8', ' 1.2.3.4', '0x1.2.3.4', ':', ':::', '1::2::3', '1:2:3:4:5:6:7', 'fd00::/129'],
  ...['1:2:3:4:5:6:7::8', '::ffff:1.2.3.4', 'fe80::1%eth0', '12345::', '::g'],
])('%j is no subnet', (text) => {
  expect(parseSubnet(text)).toBeUndefined()
})
