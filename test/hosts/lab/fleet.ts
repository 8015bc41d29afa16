import type { Finished } from './command.ts'
import { Host } from './host.ts'
import type { Layer } from './layer.ts'
import type { Release } from './releases.ts'

/** Where the control node has the inventory, and the package as `npm pack` and `tar xzf` leave it. */
export const workplace = '/root/fleet'

/** Hosts that an Ansible on another host manages over SSH, as a user who may use sudo. */
export interface Fleet {
  control: Host
  /** By their names in the inventory. */
  managed: Map<string, Host>
}

/** Boots all of them at once. */
export async function bootFleet(
  releases: readonly Release[],
  control: { release: Release; layer: Layer },
): Promise<Fleet> {
  const [controlHost, ...others] = await all([
    Host.boot(control.release, { layer: control.layer }),
    ...releases.map(async (release) => await Host.boot(release, { layer: 'managed' })),
  ])
  const managed = new Map(others.map((host, index) => [`node${index + 1}`, host]))
  const key = await prepareControl(controlHost!, managed)
  await Promise.all(others.map((host) => prepareManaged(host, key)))
  return { control: controlHost!, managed }
}

export async function playbook({ control }: Fleet, ...args: string[]): Promise<Finished> {
  const command = ['ansible-playbook', '--inventory=inventory.yml', ...args]
  return await control.shell(`cd ${workplace} && ${command.map((word) => `'${word}'`).join(' ')}`)
}

export async function disposeFleet({ control, managed }: Fleet): Promise<void> {
  await Promise.all([control, ...managed.values()].map((host) => host.dispose()))
}

/** Or none, where one does not boot. */
async function all(booting: readonly Promise<Host>[]): Promise<Host[]> {
  const ends = await Promise.allSettled(booting)
  const booted = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  if (booted.length === ends.length) return booted
  await Promise.all(booted.map((host) => host.dispose()))
  throw new AggregateError(
    ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : [])),
  )
}

/** Returns the public key with which it reaches the others. */
async function prepareControl(control: Host, managed: Map<string, Host>): Promise<string> {
  const hosts = [...managed].map(([name, { address }]) => [name, { ansible_host: address }])
  const inventory = {
    docker_hosts: {
      hosts: Object.fromEntries(hosts) as object,
      vars: {
        ansible_user: 'admin',
        ansible_ssh_common_args: '-o StrictHostKeyChecking=accept-new',
      },
    },
  }
  await control.write(`${workplace}/inventory.yml`, JSON.stringify(inventory, undefined, 2))
  return await done(
    control,
    `tar -xzf /opt/userns-harden.tgz -C ${workplace}
     ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519 </dev/null
     cat /root/.ssh/id_ed25519.pub`,
  )
}

async function prepareManaged(host: Host, key: string): Promise<void> {
  await host.write('/etc/sudoers.d/admin', 'admin ALL=(ALL) NOPASSWD: ALL\n', 0o440)
  await host.write('/tmp/key', key)
  await done(
    host,
    // A system account: others get subordinate ids, which are those that Docker 28 would take.
    `useradd --system --create-home --shell /bin/bash admin
     install -D -o admin -m 0600 /tmp/key /home/admin/.ssh/authorized_keys
     chown admin: /home/admin/.ssh
     # Not even the program is there, and no registry that it could come from, nor any other network.
     rm -r /opt/userns-harden /opt/userns-harden.tgz
     ip route delete default`,
  )
}

async function done(host: Host, script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await host.shell(`set -e\n${script}`)
  if (exitCode !== 0) throw new Error(`${script}: ${stderr}`)
  return stdout
}
