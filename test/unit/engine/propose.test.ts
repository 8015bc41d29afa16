import { describe, expect, it } from 'vitest'
import { whyNoAccount } from '../../../src/engine/proposal/account-answer.ts'
import { propose, proposedAnswers } from '../../../src/engine/proposal/propose.ts'
import { whyNoRemap } from '../../../src/engine/proposal/remap.ts'
import { Refusal } from '../../../src/failure.ts'
import { readWrite } from '../../../src/plan/acl.ts'
import { container, withFiles } from '../checks/found.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { freshHost } from '../steps/shapes.ts'

const dockerd = freshHost.units!['docker.service']!

function lookAt(shape: HostShape) {
  return propose(foundHost(shape))
}

async function answersFor(shape: HostShape) {
  return proposedAnswers(await lookAt(shape))
}

async function told(shape: HostShape, title: string): Promise<string[]> {
  const { found } = await lookAt(shape)
  return found.filter((line) => line.title === title).map(({ text }) => text)
}

describe('the answers that are proposed', () => {
  it('let nobody in on a fresh host, and allow nothing', async () => {
    expect(await answersFor(freshHost)).toEqual({
      remap: 'default',
      socketAccess: { groups: [], users: [] },
      docker: { daemonConfig: '/etc/docker/daemon.json', restart: 'auto' },
      policy: { devices: [], runtimes: ['runc'] },
    })
  })

  it('name those who have access now by name, and nobody else', async () => {
    const root = { name: 'root', id: 0, groupId: 0 }
    const alice = { name: 'alice', id: 1001, groupId: 998 }
    const carol = { name: 'carol', id: 1003, groupId: 1003 }
    const lab = { name: 'UNI\\lab', id: 70002 }
    const shape = withFiles(
      { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nalice:x:1001:998::/home/alice:/bin/sh\n' },
      {
        groups: {
          ...freshHost.groups,
          docker: { name: 'docker', id: 998, members: ['root', 'bob', 'gone'] },
          '70002': lab,
          'UNI\\lab': lab,
          'docker-users': { name: 'docker-users', id: 70003 },
        },
        users: { ...freshHost.users, root, alice, carol, '1003': carol },
        acl: {
          '/run/docker.sock': [
            { tag: 'group', id: 70002, rights: readWrite },
            { tag: 'group', id: 70009, rights: readWrite },
            { tag: 'user', id: 1003, rights: readWrite },
            { tag: 'user', id: 1002, rights: { ...readWrite, write: false } },
          ],
        },
      },
    )
    const { groups, users } = await lookAt(shape)
    expect(groups.map(({ value, isChosen }) => [value, isChosen])).toEqual([
      ['UNI\\lab', true],
      ['docker-users', false],
      ['domain users', false],
    ])
    expect((await answersFor(shape)).socketAccess).toEqual({
      groups: ['UNI\\lab'],
      users: ['carol', 'bob', 'alice'],
    })
    expect(users.find(({ value }) => value === 'bob')?.why).toBe(
      'has access now, in the group docker',
    )
    expect(await told(shape, 'Access now')).toEqual([
      'root; group docker: root, bob, gone, alice; group UNI\\lab by ACL; group 70009 (no name) by ACL; user carol by ACL',
    ])
  })

  it('have candidates for everyone of a domain, as this host spells them, each group once', async () => {
    const everyone = { name: 'UNI\\domain users', id: 70001 }
    const shape = withFiles(
      {
        '/etc/sssd/sssd.conf': '[sssd]\ndomains = uni.example, med.example\n',
        '/etc/samba/smb.conf': '[global]\nworkgroup = UNI\n',
      },
      {
        groups: {
          'UNI\\domain users': everyone,
          'domain users': everyone,
          'domain users@med.example': { name: 'domain users@med.example', id: 80001 },
        },
      },
    )
    expect((await lookAt(shape)).groups.map(({ value }) => value)).toEqual([
      'UNI\\domain users',
      'domain users@med.example',
    ])
  })

  it('are devices for users that are there, none of them chosen, with who has them', async () => {
    const shape = withFiles(
      {
        '/dev/fuse': '',
        '/dev/sda': '',
        '/dev/dri/card0': '',
        '/dev/dri/renderD128': '',
        '/dev/nvidia0': '',
      },
      {
        inspected: [
          container('mounts', { devices: ['/dev/fuse'] }),
          container('disk', { devices: ['/dev/sda'] }),
          container('draws', { devices: ['/dev/dri'] }),
        ],
      },
    )
    const { devices } = await lookAt(shape)
    expect(devices).toEqual([
      { value: '/dev/fuse', why: 'file systems such as sshfs; in use by mounts', isChosen: false },
      { value: '/dev/dri/renderD*', why: 'graphics cards; in use by draws', isChosen: false },
    ])
    expect(await told(shape, 'Devices')).toEqual([
      "/dev/fuse, /dev/dri/renderD*, NVIDIA's graphics cards (by --gpus)",
    ])
    const computes = container('computes', { devices: ['/dev/nvidia0'] })
    const computing = await lookAt({ ...shape, inspected: [computes] })
    expect(computing.devices.map(({ value }) => value)).toContain('/dev/nvidia*')
  })

  it('offer the runtimes of daemon.json, and read it where the unit says', async () => {
    const execStart = ['/usr/sbin/dockerd', '--config-file=/srv/docker.json']
    const settings = {
      runtimes: { runc: {}, nvidia: {} },
      'log-driver': 'local',
      'http-proxy': 'secret',
    }
    const shape = withFiles(
      { '/srv/docker.json': JSON.stringify(settings) },
      { units: { 'docker.service': { ...dockerd, execStart } } },
    )
    const { runtimes, daemonConfig } = await lookAt(shape)
    expect(runtimes.map(({ value, isChosen }) => [value, isChosen])).toEqual([['nvidia', false]])
    expect(daemonConfig).toBe('/srv/docker.json')
    expect(await told(shape, 'daemon.json')).toEqual(['log-driver "local", runtimes runc nvidia'])
  })

  it('are asked for the remap only where something speaks against Docker’s own user', async () => {
    expect((await lookAt(freshHost)).remap.against).toEqual([])
    const named = withFiles({ '/etc/docker/daemon.json': '{"userns-remap": "containers"}' })
    expect((await lookAt(named)).remap).toMatchObject({
      value: 'containers',
      against: [/containers/],
    })
    const own = withFiles({ '/etc/docker/daemon.json': '{"userns-remap": "dockremap"}' })
    expect((await lookAt(own)).remap).toEqual({ value: 'default', against: [] })
    const taken = withFiles({ '/etc/passwd': 'late:x:231500:231500::/home/late:/bin/sh\n' })
    const { value, against } = (await lookAt(taken)).remap
    expect(value).toBe('default')
    expect(against.join('\n')).toContain('231500: late, in /etc/passwd')
  })
})

describe('what is told of the host', () => {
  it('is which Docker it is, and what it came with', async () => {
    const packages = { '/usr/sbin/dockerd': { name: 'docker.io', version: '26.1.5+dfsg1-9' } }
    expect(await told({ ...freshHost, packages }, 'Docker')).toEqual([
      'version 26.1.5, runs; package docker.io 26.1.5+dfsg1-9',
    ])
    expect(await told(freshHost, 'Docker')).toEqual([
      'version 26.1.5, runs; /usr/sbin/dockerd is of no package',
    ])
    const units = { 'docker.service': { ...dockerd, activeState: 'failed' } }
    const failed: HostShape = { units }
    expect(await told(failed, 'Docker')).toEqual([
      'has failed and does not run; /usr/sbin/dockerd is of no package',
    ])
    expect(await told({}, 'Docker')).toEqual(['not installed: there is no docker.service'])
  })

  it('is the directory service that accounts come from, and whether it runs', async () => {
    const nsswitch = { '/etc/nsswitch.conf': 'passwd: files sss # winbind\ngroup: files sss\n' }
    const units = { ...freshHost.units, 'sssd.service': { activeState: 'active' } }
    expect(await told(withFiles(nsswitch, { units }), 'Directory')).toEqual(['sssd'])
    expect(await told(withFiles(nsswitch), 'Directory')).toEqual([
      'sssd, which does not run (sssd.service)',
    ])
    expect(await told({ ...freshHost, units }, 'Directory')).toEqual([
      'sssd runs, but /etc/nsswitch.conf does not ask it',
    ])
    expect(await told(freshHost, 'Directory')).toEqual([
      "none: accounts are in this host's own files",
    ])
  })

  it('is what could not be seen, and why', async () => {
    const reasons = {
      'acl /run/docker.sock': 'getfacl is not installed',
      Docker: 'EACCES',
      containers: 'EACCES',
      inspected: 'EACCES',
    }
    expect(await told({ ...freshHost, unknown: reasons }, 'Not seen')).toEqual([
      'who has access by an ACL: getfacl is not installed',
      'containers: EACCES',
    ])
  })

  it('is nothing where Docker is of a kind that needs no profile', async () => {
    await expect(lookAt({ ...freshHost, docker: { rootless: true } })).rejects.toThrow(Refusal)
  })
})

describe('an answer', () => {
  const host = foundHost({
    ...freshHost,
    groups: { staff: { name: 'staff', id: 50 }, toor: { name: 'toor', id: 0 } },
    unknown: { slow: 'getent group did not finish within 30 s' },
  })

  it.each([
    ['staff', undefined],
    ['nosuch', 'The group nosuch is not known to this host.'],
    ['toor', 'The group toor is not known to this host. It resolves to the id 0, which is root.'],
    ['slow', 'The group slow is not known to this host. getent group did not finish within 30 s'],
    ['50', '"50" is a number: write the name, for a number is read as an id.'],
    ['a:b', '"a:b" holds a colon or a comma, which no name can.'],
  ])('of the group %j is judged as apply would', async (name, why) => {
    expect(await whyNoAccount(host, 'group', name)).toBe(why)
  })

  it('of the remap is judged as apply would', async () => {
    expect(await whyNoRemap(host, 'default')).toBeUndefined()
    expect(await whyNoRemap(host, 'root')).toBe('It must not be root, which turns the remap off.')
    expect(await whyNoRemap(host, 'nosuch')).toContain("The remap's user nosuch does not exist")
  })
})
