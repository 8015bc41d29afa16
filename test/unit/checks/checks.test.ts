import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../../src/profile/read.ts'
import type { HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'
import { container, find, told, withFiles } from './found.ts'

const allowSwarm = parseProfile('policy: { swarm: allow }', 'p')
const docker = (special: HostShape['docker']): HostShape => ({
  ...freshHost,
  docker: { ...freshHost.docker, ...special },
})
const stopped: HostShape = {
  ...freshHost,
  units: {
    'docker.service': {
      ...freshHost.units?.['docker.service'],
      enabled: false,
      activeState: 'inactive',
    },
  },
}
const noUnit: HostShape = { ...freshHost, units: {}, folders: ['/run/systemd/system'] }
const dockerd = (cgroup: string) =>
  withFiles({ '/run/docker.pid': '77\n', '/proc/77/comm': 'dockerd\n', '/proc/77/cgroup': cgroup })
const policy = '/etc/userns-harden/policy.json'
const byShell = dockerd('1:name=systemd:/user.slice/user-0.slice/session-1.scope\n0::/')
const snapUnit = { '/etc/systemd/system/snap.docker.dockerd.service': '[Unit]' }
const rooms = (path: string, room: object): HostShape => ({ ...freshHost, rooms: { [path]: room } })

describe('which Docker it is', () => {
  it.each<[string, HostShape, string[]]>([
    ['none', noUnit, ['docker-not-found']],
    ['a snap', { ...withFiles(snapUnit), units: {} }, ['docker-from-snap']],
    ['a snap that does not run beside the system’s', withFiles(snapUnit), []],
    [
      'Podman’s script',
      withFiles(
        { '/usr/bin/docker': '#!/bin/sh\nexec /usr/bin/podman "$@"\n' },
        { commands: ['apt-get', 'docker'] },
      ),
      ['docker-is-podman'],
    ],
    [
      'a script around Docker',
      withFiles(
        { '/usr/bin/docker': '#!/bin/sh\nexec /opt/docker "$@"\n' },
        { commands: ['apt-get', 'docker'] },
      ),
      [],
    ],
    [
      'rootless only',
      {
        ...stopped,
        files: { ...stopped.files, '/run/user/1000/docker.sock': '', '/run/user/1000': '' },
      },
      ['docker-is-rootless'],
    ],
    [
      'rootless beside the system’s',
      withFiles({ '/run/user/1000/docker.sock': '', '/run/user/1000': '' }),
      [],
    ],
    ['a service that runs it rootless', docker({ rootless: true }), ['docker-is-rootless']],
    ['another unit', dockerd('0::/system.slice/other.service'), ['docker-runs-elsewhere']],
    ['a shell', { ...byShell, units: stopped.units ?? {} }, ['docker-runs-elsewhere']],
    ['the service, where no cgroup tells', byShell, []],
    [
      'the service’s main process, wherever it is',
      {
        ...dockerd('0::/system.slice/x.service'),
        units: {
          'docker.service': { ...freshHost.units?.['docker.service'], mainPid: 77 },
        },
      },
      [],
    ],
    [
      'the service, on cgroup v1',
      dockerd('5:cpu:/x.service\n1:name=systemd:/system.slice/docker.service\n0::/system.slice'),
      [],
    ],
    [
      'a pid file that was left',
      { ...dockerd('0::/x.service'), files: { ...dockerd('').files, '/proc/77/comm': 'bash\n' } },
      [],
    ],
  ])('%s', async (_, shape, codes) => {
    const found = await told(shape)
    expect(found.filter((one) => one.includes('docker-'))).toEqual(
      codes.map((code) => `forbids ${code}`),
    )
  })
})

describe('what the host must have', () => {
  it.each<[string, HostShape, string[]]>([
    [
      'an address in daemon.json',
      withFiles({ '/etc/docker/daemon.json': '{"hosts":["tcp://127.0.0.1:2375"]}' }),
      ['forbids tcp-without-tls'],
    ],
    [
      'one that asks for certificates',
      withFiles({ '/etc/docker/daemon.json': '{"hosts":["tcp://:2376"],"tlsverify":true}' }),
      [],
    ],
    [
      'an address of the socket unit',
      {
        ...freshHost,
        units: {
          ...freshHost.units,
          'docker.socket': { listens: ['/run/docker.sock', '0.0.0.0:2375'] },
        },
      },
      ['forbids tcp-without-tls'],
    ],
    [
      'no user namespaces',
      withFiles({ '/proc/sys/user/max_user_namespaces': '0\n' }),
      ['forbids user-namespaces-off'],
    ],
    [
      'a read-only /etc',
      rooms('/etc/docker', { obstacle: 'read-only' }),
      ['forbids-changes read-only'],
    ],
    [
      'an immutable file',
      rooms('/etc/docker/daemon.json', { obstacle: 'immutable' }),
      ['forbids-changes immutable'],
    ],
    [
      'a full disk',
      rooms('/var/lib/userns-harden', { freeBytes: 2 ** 20 }),
      ['forbids-changes disk-full'],
    ],
    [
      'a disk without inodes',
      rooms('/usr/local/sbin', { freeInodes: 0 }),
      ['forbids-changes disk-full'],
    ],
    [
      'what only root can tell',
      rooms('/etc/docker', { obstacle: 'not-root' }),
      ['unseen not-known'],
    ],
    [
      'a Docker that does not answer',
      { ...freshHost, unknown: { Docker: 'EACCES' } },
      ['unseen not-known'],
    ],
    [
      'a Docker that waits for the plugin',
      { ...freshHost, unknown: { Docker: 'plugin denyusernshost failed' } },
      [],
    ],
    [
      "containerd's store by name",
      withFiles({ '/etc/docker/daemon.json': '{"features":{"containerd-snapshotter":true}}' }),
      ['forbids containerd-image-store'],
    ],
    [
      "containerd's store by default",
      docker({ containerdImageStore: true }),
      ['warns image-store-changes'],
    ],
  ])('%s', async (_, shape, expected) => {
    expect(await told(shape)).toEqual(expected)
  })

  it('is looked at above what is not there yet', async () => {
    const missing = ['/etc/docker', '/etc/docker/daemon.json', '/etc/userns-harden']
    const absent = Object.fromEntries(missing.map((path) => [path, null]))
    const shape = { ...freshHost, rooms: { ...absent, '/etc': { obstacle: 'read-only' as const } } }
    const [found] = await find(shape)
    expect(found?.problem.what).toMatch(/^\/etc cannot be written/)
  })
})

describe('a swarm', () => {
  it.each([
    [{ swarm: 'active' }, domainUsers, true],
    [{ swarm: 'locked' }, allowSwarm, true],
    [{ swarm: 'active', userns: true }, domainUsers, true],
    [{ swarm: 'active', userns: true }, allowSwarm, false],
    [{ swarm: 'inactive' }, domainUsers, false],
  ])('%j', async (running, profile, refused) => {
    expect(await told(docker(running), profile)).toEqual(refused ? ['forbids swarm-active'] : [])
  })
})

describe('containers', () => {
  const inspected = [
    container('plain', {
      binds: [{ source: '/srv/open', writable: true, made: true }],
      restarts: true,
    }),
    container('mighty', { privileged: true, hostNamespaces: ['network', 'pid'] }),
    container('outside', { usernsHost: true, restarts: true }),
  ]

  it('that cannot run under the remap are named before it is turned on', async () => {
    const [found, ...more] = await find({ ...freshHost, inspected, files: { ...freshHost.files } })
    expect(more).toEqual([])
    expect(found).toMatchObject({ weight: 'warns', problem: { code: 'containers-unfit' } })
    expect(found?.problem.cause).toBe(
      "mighty: privileged, the host's network namespace, the host's pid namespace\noutside: --userns=host",
    )
  })

  it('are told by the folder of root’s that they write', async () => {
    const shape = withFiles({ '/srv/open': '' }, { inspected: inspected.slice(0, 1) })
    const [found] = await find(shape)
    expect(found?.problem.cause).toBe("plain: /srv/open is root's, and its root could not write it")
  })

  it('that start by themselves are named where a remapped Docker is taken over', async () => {
    const shape = { ...docker({ userns: true }), inspected }
    const [found, ...more] = await find(shape)
    expect(more).toEqual([])
    expect(found).toMatchObject({ weight: 'warns', problem: { code: 'containers-unjudged' } })
    expect(found?.problem.cause).toBe(
      "plain: /srv/open by -v\noutside: in the host's user namespace",
    )
  })

  it('are not asked about once the plugin judges them', async () => {
    const running = docker({ userns: true, authorizationPlugins: ['denyusernshost'] })
    const hardened = { ...running, inspected, files: { ...running.files, [policy]: '{}' } }
    expect(await find(hardened)).toEqual([])
    const codes = (await find({ ...running, inspected })).map(({ problem }) => problem.code)
    expect(codes, 'a plugin of the same name').toEqual(['containers-unjudged'])
  })
})

it.each([
  ['older', 1000, []],
  ['newer', 3000, ['warns settings-untried']],
])('tells of settings that are %s than the running Docker', async (_, changedAt, expected) => {
  const path = '/etc/docker/daemon.json'
  const started = { ...freshHost.units?.['docker.service'], startedAt: 2000 }
  const shape = withFiles({ [path]: '{}' }, { units: { 'docker.service': started } })
  expect(await told({ ...shape, changedAt: { [path]: changedAt } })).toEqual(expected)
})
