import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateOf } from '../../faults/state.ts'
import type { Finished } from '../lab/command.ts'
import { isThorough } from '../each-release.ts'
import { bootFleet, disposeFleet, playbook, workplace, type Fleet } from '../lab/fleet.ts'
import type { Host } from '../lab/host.ts'
import type { Release } from '../lab/releases.ts'

const releases = (process.env.RELEASES?.split(',') ?? ['bookworm', 'trixie']) as Release[]
const example = 'package/templates/ansible/fleet.yml'
const status = 'package/templates/ansible/status.yml'
const allAtOnce = ['-e', 'batch=100%']

const ofAll = 'userns_harden_profile: { socketAccess: { groups: [staff] } }\n'
const ofOne = 'userns_harden_profile: { socketAccess: { users: [nobody] } }\n'
const byHand = '# by hand\nremap: default\n'
const profilePath = '/etc/userns-harden/profile.yaml'
/** Such as a site may have: Docker does not start as the hardening has it. */
const dropIn = '/etc/systemd/system/docker.service.d/site.conf'
const dropInText = `[Service]\nExecStartPre=/bin/sh -c "! grep userns-remap /etc/docker/daemon.json"\n`

/** `changed=1 failed=0` by host, from Ansible's recap. */
function recapOf({ stdout }: Finished): Record<string, string> {
  const lines = stdout.matchAll(/^(node\d) +: .*(changed=\d+).*(unreachable=\d+) +(failed=\d+)/gm)
  return Object.fromEntries(
    [...lines].map(([, name = '', changed, unreachable, failed]) => [
      name,
      [changed, failed, unreachable].filter((one) => !one?.endsWith('=0')).join(' ') || 'ok',
    ]),
  )
}

async function isRemapped(host: Host): Promise<boolean> {
  const { stdout } = await host.run('docker', 'info', '--format', '{{.SecurityOptions}}')
  return stdout.includes('name=userns')
}

describe(`${releases.join(' and ')}: a fleet`, () => {
  let fleet = {} as Fleet
  let before: string[][] = []
  const node = (number: number) => fleet.managed.get(`node${number}`)!
  const ofEach = async <Of>(look: (host: Host) => Promise<Of>) =>
    await Promise.all([...fleet.managed.values()].map(look))
  const snapshots = async () => await ofEach(async (host) => [...(await host.snapshot())])

  beforeAll(async () => {
    const managed = [0, 1, 2, 3].map((index) => releases[index % releases.length]!)
    fleet = await bootFleet(managed, { release: releases.at(-1)!, layer: 'control' })
    await fleet.control.write(`${workplace}/group_vars/docker_hosts.yml`, ofAll)
    await fleet.control.write(`${workplace}/host_vars/node1.yml`, 'userns_harden_purge: true\n')
    await fleet.control.write(`${workplace}/host_vars/node2.yml`, ofOne)
    await node(3).write(profilePath, byHand)
    await node(3).write(dropIn, dropInText)
    await node(3).run('systemctl', 'daemon-reload')
    await node(4).run('apt-get', 'remove', '--yes', 'nodejs')
    before = await snapshots()
  })

  afterAll(async () => {
    if ('control' in fleet) await disposeFleet(fleet)
  })

  it('has a role that ansible-lint finds nothing in', async () => {
    const command = ['ansible-lint', '--offline', '--strict', '--profile=production']
    const lint = await fleet.control.shell(
      `cd ${workplace} && ${command.join(' ')} package/templates/ansible`,
    )
    expect(lint, lint.stdout + lint.stderr).toMatchObject({ exitCode: 0 })
    expect(lint.stderr).toMatch(/ 0 failure\(s\), 0 warning\(s\) (on|in) \d\d? files/)
  })

  it('is shown each host’s plan in check mode, and nothing is changed', async () => {
    const checked = await playbook(fleet, example, '--check', '--diff', ...allAtOnce)
    expect(checked, checked.stdout).toMatchObject({ exitCode: 0 })
    const pending = 'changed=1'
    expect(recapOf(checked)).toEqual({
      node1: pending,
      node2: pending,
      node3: pending,
      node4: pending,
    })
    expect(checked.stdout.match(/^\+ package uidmap$/gm)).toHaveLength(3)
    expect(checked.stdout.match(/^\+ +- staff$/gm)).toHaveLength(2)
    expect(checked.stdout.match(/^\+ +- nobody$/gm)).toHaveLength(1)
    expect(checked.stdout).toContain('-# by hand')
    expect(await snapshots()).toEqual(before)
    const left = await ofEach(
      async (host) => (await host.shell('ls -d /tmp/*harden* /home/admin/.ansible/tmp/*')).stdout,
    )
    expect(left.join('')).toBe('')
  })

  it('is told what is wrong with a profile, and where', async () => {
    const wrong = '{"userns_harden_profile": {"polcy": {}}}'
    const refused = await playbook(fleet, example, '--check', '--limit=node1', '-e', wrong)
    expect(recapOf(refused)).toEqual({ node1: 'failed=1' })
    expect(refused.stdout).toContain('userns-harden: refused (exit code 3)')
    expect(refused.stdout).toMatch(/userns_harden_profile\.yaml:2/)
    expect(refused.stdout).toMatch(/policy/)
  })

  it('is rolled out host by host, up to the first that is rolled back', async () => {
    // The program itself stays on a host that it was to be run on.
    const stateOfThird = async () =>
      (await stateOf(node(3))).filter((line) => !/usr.local.(lib|sbin).userns-harden/.test(line))
    const stateBefore = await stateOfThird()
    const stopped = await playbook(fleet, example)
    expect(stopped.exitCode).not.toBe(0)
    expect(recapOf(stopped)).toEqual({ node1: 'changed=1', node2: 'changed=1', node3: 'failed=1' })
    expect(stopped.stdout).toContain('userns-harden: rolled-back (exit code 4)')
    expect(stopped.stdout).toContain('[unit-failed] docker.service')
    expect(stopped.stdout).toContain('"rc": 4')

    expect(await ofEach(isRemapped)).toEqual([true, true, false, false])
    expect(await node(3).read(profilePath)).toBe(byHand)
    expect(await stateOfThird()).toEqual(stateBefore)
    expect(await node(4).snapshot()).toEqual(before[3])
    const access = async (host: Host) => (await host.run('getfacl', '/run/docker.sock')).stdout
    expect(await access(node(1))).toContain('group:staff:rw-')
    expect(await access(node(2))).toContain('user:nobody:rw-')
  })

  // What has no place among the tests of a run is no skipped one either.
  if (isThorough) {
    it('goes no further than a batch of which one is rolled back', async () => {
      const stopped = await playbook(fleet, example, '-e', 'batch=3')
      expect(recapOf(stopped)).toEqual({ node1: 'ok', node2: 'ok', node3: 'failed=1' })
      expect(await node(4).snapshot()).toEqual(before[3])
    })
  }

  it('goes on where it stopped once that host is cured', async () => {
    await node(3).shell(`rm ${dropIn} && systemctl daemon-reload`)
    const finished = await playbook(fleet, example)
    expect(finished, finished.stdout).toMatchObject({ exitCode: 0 })
    const changed = 'changed=1'
    expect(recapOf(finished)).toEqual({ node1: 'ok', node2: 'ok', node3: changed, node4: changed })
    expect(await ofEach(isRemapped)).toEqual([true, true, true, true])
    expect(await node(3).read(profilePath)).toContain('- staff')
  })

  it('is left alone by the next run', async () => {
    const hardened = await snapshots()
    const again = await playbook(fleet, example, '--diff', ...allAtOnce)
    expect(recapOf(again)).toEqual({ node1: 'ok', node2: 'ok', node3: 'ok', node4: 'ok' })
    expect(await snapshots()).toEqual(hardened)
  })

  it('is told which host is no longer as its profile says', async () => {
    await node(4).run('usermod', '--append', '--groups', 'docker', 'admin')
    const asked = await playbook(fleet, status)
    expect(recapOf(asked)).toEqual({ node1: 'ok', node2: 'ok', node3: 'ok', node4: 'failed=1' })
    expect(asked.stdout).toMatch(/fatal: \[node4\].*[Gg]roup docker/)
  })

  it('is given the program of a newer package by the next run', async () => {
    const newer = `${workplace}/package/dist/schemas/run.schema.json`
    await fleet.control.shell(`echo >> ${newer}`)
    const upgraded = await playbook(fleet, example, '--limit=node1')
    expect(recapOf(upgraded), upgraded.stdout).toEqual({ node1: 'changed=1' })
    const { stdout } = await node(1).shell(
      'ls /usr/local/lib/userns-harden; userns-harden --version',
    )
    expect(stdout).toMatch(/^[0-9a-f]{64}\n\d+\.\d+\.\d+\n$/)
  })

  it('is brought back through the same role', async () => {
    const revert = ['-e', 'userns_harden_state=reverted', ...allAtOnce]
    const reverted = await playbook(fleet, example, ...revert)
    const changed = 'changed=1'
    expect(recapOf(reverted), reverted.stdout).toEqual({
      node1: changed,
      node2: changed,
      node3: changed,
      node4: changed,
    })
    expect(await ofEach(isRemapped)).toEqual([false, false, false, false])
    expect(await node(3).read(profilePath)).toBe(byHand)
    const left = await ofEach(
      async (host) =>
        (await host.shell('ls -d /usr/local/*/*userns*; ls /etc/userns-harden')).stdout,
    )
    expect(left.join('')).toBe('profile.yaml\n')
    const hasUidmap = async (host: Host) => (await host.run('which', 'newuidmap')).exitCode === 0
    expect(await ofEach(hasUidmap)).toEqual([false, true, true, true])
    const again = await playbook(fleet, example, ...revert)
    expect(recapOf(again)).toEqual({ node1: 'ok', node2: 'ok', node3: 'ok', node4: 'ok' })
  })
})
