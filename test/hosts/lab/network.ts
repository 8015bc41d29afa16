import { readFile, writeFile } from 'node:fs/promises'
import { must, run } from './command.ts'

export interface HostNetwork {
  /** The network namespace's name, and that of the link to it. */
  name: string
  subnet: string
}

/** A network of its own for each host, told apart by a number from 0 to 4095. */
export function hostNetwork(number: number): HostNetwork {
  // 198.18.0.0/15 is set aside for tests between networks (RFC 2544): no host has it in use.
  const address = number * 4
  return {
    name: `uhost${number}`,
    subnet: `198.18.${address >> 8}.${address & 255}`,
  }
}

/** The host's own address, at which other hosts reach it. */
export function addressIn({ subnet }: HostNetwork): string {
  return next(subnet, 2)
}

export async function openNetwork(network: HostNetwork): Promise<void> {
  const { name, subnet } = network
  const outside = next(subnet, 1)
  const inside = addressIn(network)
  const ip = (...args: string[]) => must('ip', args)
  await ip('netns', 'add', name)
  // Not host0, which systemd-networkd would configure itself.
  await ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
  await ip('address', 'add', `${outside}/30`, 'dev', name)
  await ip('link', 'set', name, 'up')
  await ip('-n', name, 'link', 'set', 'lo', 'up')
  await ip('-n', name, 'address', 'add', `${inside}/30`, 'dev', 'eth0')
  await ip('-n', name, 'link', 'set', 'eth0', 'mtu', '1400', 'up')
  await ip('-n', name, 'route', 'add', 'default', 'via', outside)
  if ((await readFile('/proc/sys/net/ipv4/ip_forward', 'utf8')).trim() !== '1') {
    await writeFile('/proc/sys/net/ipv4/ip_forward', '1')
  }
  await must('iptables', ['-w', '-t', 'nat', '-A', ...masquerade(subnet, name)])
}

/** Takes away whatever of it is there. */
export async function closeNetwork({ name, subnet }: HostNetwork): Promise<void> {
  await run('iptables', ['-w', '-t', 'nat', '-D', ...masquerade(subnet, name)])
  await run('ip', ['link', 'delete', name])
  await run('ip', ['netns', 'delete', name])
}

function masquerade(subnet: string, name: string): string[] {
  return ['POSTROUTING', '-s', `${subnet}/30`, '!', '-o', name, '-j', 'MASQUERADE']
}

function next(address: string, offset: number): string {
  const parts = address.split('.').map(Number)
  return [...parts.slice(0, 3), (parts[3] ?? 0) + offset].join('.')
}
