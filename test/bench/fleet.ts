import { readFile } from 'node:fs/promises'
import { bootFleet, disposeFleet, playbook, workplace, type Fleet } from '../hosts/lab/fleet.ts'
import type { Host } from '../hosts/lab/host.ts'
import { compare, median, timed, type Ratio } from './ratios.ts'

/** The role, and the same result written as plain tasks: on the same hosts, by turns. */
export const releases = ['bookworm', 'trixie'] as const

const role = 'package/templates/ansible/fleet.yml'
const plain = 'plain.yml'
const profile = 'userns_harden_profile: { socketAccess: { groups: [staff] } }\n'

const firstRounds = 3
const laterRounds = 7

/** All that one and the other leave on a host besides what Docker knows of. */
const files = [
  '/usr/local/sbin/denyusernshost',
  '/etc/userns-harden/policy.json',
  '/etc/systemd/system/denyusernshost.socket',
  '/etc/systemd/system/denyusernshost.service',
  '/etc/systemd/system/denyusernshost-callers.socket',
  '/etc/systemd/system/denyusernshost-callers.service',
  '/etc/systemd/system/docker.service.d/userns-harden.conf',
  '/etc/systemd/system/docker-setfacl.service',
]

export async function compareFleet(): Promise<Ratio[]> {
  const fleet = await bootFleet([...releases, ...releases], {
    release: 'trixie',
    layer: 'control-bench',
  })
  try {
    await fleet.control.write(`${workplace}/group_vars/docker_hosts.yml`, profile)
    await preparePlain(fleet)
    const one = ['--limit=node1']
    const four = ['-e', 'batch=100%']
    return [
      await firstRun(fleet, 'first run on one host', one),
      await firstRun(fleet, 'first run on four hosts', four),
      await laterRun(fleet, 'run with nothing to do on one host', one),
      await laterRun(fleet, 'run with nothing to do on four hosts', four),
    ]
  } finally {
    await disposeFleet(fleet)
  }
}

/** The plain tasks write what the role wrote, so that neither has more to do than the other. */
async function preparePlain(fleet: Fleet): Promise<void> {
  const { control, managed } = fleet
  await control.write(`${workplace}/${plain}`, await readFile(`test/bench/${plain}`, 'utf8'))
  await played(fleet, role, ['--limit=node1'])
  const host = managed.get('node1')!
  for (const path of files) await control.write(`${workplace}/plain${path}`, await host.read(path))
  await takeBack(fleet)
}

async function firstRun(fleet: Fleet, name: string, limits: string[]): Promise<Ratio> {
  const times = { ours: [] as number[], reference: [] as number[] }
  for (let round = 0; round < firstRounds; round++) {
    times.reference.push(await timed(() => played(fleet, plain, limits)))
    await Promise.all([...fleet.managed.values()].map(removePlain))
    times.ours.push(await timed(() => played(fleet, role, limits)))
    await takeBack(fleet)
  }
  return {
    name: `Ansible, ${name}: the role over plain tasks`,
    ours: median(times.ours),
    reference: median(times.reference),
  }
}

async function laterRun(fleet: Fleet, name: string, limits: string[]): Promise<Ratio> {
  for (const tasks of [plain, role]) await played(fleet, tasks, ['-e', 'batch=100%'])
  return await compare(
    `Ansible, ${name}: the role over plain tasks`,
    laterRounds,
    () => unchanged(fleet, role, limits),
    () => unchanged(fleet, plain, limits),
  )
}

async function unchanged(fleet: Fleet, tasks: string, limits: string[]): Promise<void> {
  const told = await played(fleet, tasks, limits)
  if (/changed=[1-9]/.test(told)) throw new Error(`${tasks} found something to do:\n${told}`)
}

async function takeBack(fleet: Fleet): Promise<void> {
  const back = { userns_harden_state: 'reverted', userns_harden_purge: true, batch: '100%' }
  await played(fleet, role, ['-e', JSON.stringify(back)])
}

async function played(fleet: Fleet, tasks: string, limits: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await playbook(fleet, tasks, ...limits)
  if (exitCode !== 0) throw new Error(stdout + stderr)
  return stdout
}

/** As they were before the plain tasks, of which revert has no record. */
async function removePlain(host: Host): Promise<void> {
  const units = 'docker-setfacl.service denyusernshost.service denyusernshost.socket'
  const { exitCode, stderr } = await host.shell(
    `set -e
     [ -e /usr/local/sbin/denyusernshost ] || exit 0
     setfacl --remove-all /run/docker.sock
     rm /etc/docker/daemon.json /etc/systemd/system/docker.service.d/userns-harden.conf
     systemctl daemon-reload; systemctl restart docker.service
     systemctl disable --quiet --now ${units} denyusernshost-callers.socket
     rm -f ${files.join(' ')}; rmdir /etc/userns-harden; systemctl daemon-reload
     apt-get purge --yes uidmap acl`,
  )
  if (exitCode !== 0) throw new Error(stderr)
}
