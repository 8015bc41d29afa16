import { beforeAll, describe, expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import { survey } from '../../../src/engine/status/survey.ts'
import { changesOf } from '../../../src/plan/plan.ts'
import { worst, type AreaState } from '../../../src/plan/status.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { publishedDocument } from '../../published.ts'
import { container } from '../checks/found.ts'
import { settle } from '../steps/after.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'

const socket = '/run/docker.sock'
const policyFile = '/etc/userns-harden/policy.json'
const program = '/usr/local/sbin/denyusernshost'
const daemonJson = '/etc/docker/daemon.json'

const dockers = { name: 'docker', id: 990 }
let hardened: HostShape
beforeAll(async () => {
  const fresh: HostShape = { ...freshHost, groups: { ...freshHost.groups, docker: dockers } }
  const changes = changesOf(await makePlan(foundHost(fresh), domainUsers, null))
  const attributes = { [socket]: { mode: 0o660, gid: dockers.id } }
  const applied = settle(fresh, changes)
  // A version without a bug that the plugin does not stop.
  hardened = { ...applied, attributes, docker: { ...applied.docker, version: '29.7.0' } }
})

/** `drift docker-group`, a line each area that is not ok. */
async function told(shape: HostShape, profile = domainUsers): Promise<string[]> {
  const found = await survey(foundHost(shape), profile, null)
  publishedDocument('status', JSON.stringify(found))
  return found.areas.flatMap(({ state, id }) => (state === 'ok' ? [] : [`${state} ${id}`]))
}

const withUnit = (name: string, state: object): HostShape => ({
  ...hardened,
  units: { ...hardened.units, [name]: { ...hardened.units?.[name], ...state } },
})
const withFile = (path: string, text: string): HostShape => ({
  ...hardened,
  files: { ...hardened.files, [path]: text },
  changedAt: { ...hardened.changedAt, [path]: 9000 },
})
const withDocker = (special: HostShape['docker'], more: HostShape = {}): HostShape => ({
  ...hardened,
  ...more,
  docker: { ...hardened.docker, ...special },
})
const withAttributes = (path: string, special: object): HostShape => ({
  ...hardened,
  attributes: { ...hardened.attributes, [path]: special },
})
const withGroup = (members: string[]): HostShape => ({
  ...hardened,
  groups: { ...hardened.groups, docker: { ...dockers, members } },
})
const everybody = {
  tag: 'group' as const,
  id: 100,
  rights: { read: true, write: true, execute: false },
}

describe('the status of a host', () => {
  it('is ok in all areas once everything is applied', async () => {
    expect(await told(hardened)).toEqual([])
  })

  it('has every part of the hardening missing on a fresh host, and changes nothing in it', async () => {
    expect(await told(freshHost)).toEqual([
      'missing packages',
      'missing plugin-files',
      'drift plugin-units',
      'missing daemon-config',
      'missing daemon-unit',
      'drift docker-running',
      'drift socket-access',
      'warn engine-version',
    ])
  })

  it.each<[string, () => HostShape, string]>([
    [
      'the plugin’s unit disabled',
      () => withUnit('denyusernshost.service', { enabled: false }),
      'drift plugin-units',
    ],
    ['the plugin’s program replaced', () => withFile(program, 'exit 0'), 'drift plugin-files'],
    [
      'the policy’s folder open',
      () => ({ ...hardened, weak: { [policyFile]: '/etc is writable by everyone' } }),
      'drift plugin-paths',
    ],
    [
      'daemon.json without the remap',
      () => withFile(daemonJson, '{"authorization-plugins":["denyusernshost"]}'),
      'drift daemon-config',
    ],
    ['the ACL removed', () => ({ ...hardened, acl: { [socket]: [] } }), 'drift socket-access'],
    [
      'an ACL for others',
      () => ({ ...hardened, acl: { [socket]: [...(hardened.acl?.[socket] ?? []), everybody] } }),
      'drift socket-rights',
    ],
    [
      'the socket open to all',
      () => withAttributes(socket, { mode: 0o666 }),
      'drift socket-rights',
    ],
    [
      'the socket of another',
      () => withAttributes(socket, { mode: 0o660, uid: 1000 }),
      'drift socket-rights',
    ],
    ['members of the group docker', () => withGroup(['mallory']), 'drift docker-group'],
    [
      'a user with the group docker',
      () => ({
        ...withGroup([]),
        files: { ...hardened.files, '/etc/passwd': 'eve:x:1003:990::/home/eve:/bin/sh\n' },
      }),
      'drift docker-group',
    ],
    [
      'containerd open',
      () => withAttributes('/run/containerd/containerd.sock', { mode: 0o666 }),
      'drift engine-sockets',
    ],
    [
      'a listener on the network',
      () =>
        withUnit('docker.service', {
          execStart: ['/usr/sbin/dockerd', '-H', 'fd://', '-H', 'tcp://0.0.0.0:2375'],
        }),
      'drift tcp-listener',
    ],
    [
      'a container outside the remap',
      () => withDocker({ containers: 1 }, { inspected: [container('old', { usernsHost: true })] }),
      'warn containers',
    ],
    ['an older Docker', () => withDocker({ version: '28.5.2' }), 'warn engine-version'],
    [
      'ids that another has',
      () => withFile('/etc/passwd', 'zoe:x:100500:100500::/home/zoe:/bin/sh\n'),
      'drift subordinate-ids',
    ],
    [
      'homes',
      () => ({
        ...withFile('/home/bob/notes', ''),
        folders: [...(hardened.folders ?? []), '/home/bob'],
        attributes: { ...hardened.attributes, '/home/bob': { mode: 0o700 } },
      }),
      'warn open-homes',
    ],
    [
      'an ACL that cannot be read',
      () => ({
        ...hardened,
        unknown: { 'acl /run/containerd/containerd.sock': 'no getfacl' },
        attributes: { ...hardened.attributes, '/run/containerd/containerd.sock': { mode: 0o660 } },
      }),
      'unknown engine-sockets',
    ],
  ])('names that one alone: %s', async (_name, shape, expected) => {
    expect(await told(shape())).toEqual([expected])
  })

  it.each<[string, object, string]>([
    ['stopped', { docker: undefined }, 'warn docker'],
    ['silent', { unknown: { Docker: 'timed out' } }, ''],
  ])('knows nothing that only Docker can tell while it is %s', async (_name, special, docker) => {
    const shape = {
      ...withUnit('docker.service', { activeState: docker ? 'inactive' : 'active' }),
      ...special,
    }
    expect(await told(shape)).toEqual([
      ...(docker ? [docker] : []),
      'unknown docker-running',
      'unknown containers',
      'unknown engine-version',
    ])
  })

  it('says of a Docker without the remap that access waits for another', async () => {
    const shape = withDocker({ userns: false, dataRoot: '/var/lib/docker' })
    expect(await told(shape)).toEqual(['drift docker-running', 'drift socket-access'])
  })

  it('lets the profile’s own users be members of the group docker', async () => {
    expect(await told(withGroup(['bob']))).toEqual([])
  })

  it.each(['deny: [/home]', 'deny: [/]', 'allow: [/srv]'])(
    'has nothing against homes that the profile keeps from containers: %s',
    async (binds) => {
      const policy = parseProfile(`policy: { binds: { ${binds} } }`, 'p')
      const home: HostShape = {
        ...freshHost,
        folders: ['/home/bob'],
        files: { '/home/bob/notes': '' },
        attributes: { '/home/bob': { mode: 0o700 } },
      }
      expect(await told(home)).toContain('warn open-homes')
      expect(await told(home, policy)).not.toContain('warn open-homes')
    },
  )

  it('tells a profile that names nobody by its name from a group that is gone', async () => {
    const gone = parseProfile('socketAccess: { groups: [nobody here] }', 'p')
    expect(await told(hardened, gone)).toEqual(['drift socket-access'])
  })

  it.each<[string, string[]]>([
    [
      '20.10.24',
      ['CVE-2024-41110', 'CVE-2026-34040', 'CVE-2026-41568, CVE-2026-42306', 'CVE-2026-17106'],
    ],
    [
      '26.1.5',
      ['CVE-2026-34040', 'CVE-2026-41567', 'CVE-2026-41568, CVE-2026-42306', 'CVE-2026-17106'],
    ],
    [
      '27.0.3',
      [
        'CVE-2024-41110',
        'CVE-2026-34040',
        'CVE-2026-41567',
        'CVE-2026-41568, CVE-2026-42306',
        'CVE-2026-17106',
      ],
    ],
    ['29.5.1', ['CVE-2026-17106']],
  ])('knows the bugs of Docker %s', async (version, cves) => {
    const { areas } = await survey(foundHost(withDocker({ version })), domainUsers, null)
    const cause = areas.find(({ id }) => id === 'engine-version')?.findings[0]?.cause ?? ''
    expect(cause.split('\n').map((line) => line.split(': ')[0])).toEqual(cves)
  })
})

it.each<[AreaState[], AreaState]>([
  [[], 'ok'],
  [['ok', 'warn'], 'warn'],
  [['unknown', 'warn'], 'unknown'],
  [['drift', 'unknown', 'missing'], 'drift'],
])('the worst of %j is %s', (states, expected) => {
  expect(worst(states)).toBe(expected)
})
