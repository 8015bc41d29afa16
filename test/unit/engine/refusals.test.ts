import { describe, expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import { Refusal } from '../../../src/failure.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'

async function problemsOf(shape: HostShape, profile = domainUsers): Promise<string[]> {
  const error: unknown = await makePlan(foundHost(shape), profile, null).then(
    () => new Error('no refusal'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error
  return error.problems.map(({ code }) => code)
}

describe('what a person must decide first', () => {
  const withFile = (path: string, text: string): HostShape => ({
    ...freshHost,
    files: { ...freshHost.files, [path]: text },
  })
  const daemonJson = (text: string) => withFile('/etc/docker/daemon.json', text)
  const profile = (text: string) => parseProfile(text, 'p')

  it.each<[string, HostShape, ReturnType<typeof profile>, string[]]>([
    [
      'a group that does not resolve',
      freshHost,
      profile('socketAccess: { groups: [nobody knows] }'),
      ['group-not-found'],
    ],
    [
      'a user that is root',
      { ...freshHost, users: { toor: { name: 'toor', id: 0, groupId: 0 } } },
      profile('socketAccess: { users: [toor] }'),
      ['user-not-found'],
    ],
    [
      'another remap',
      daemonJson('{"userns-remap": "alice"}'),
      domainUsers,
      ['daemon-json-other-remap'],
    ],
    [
      'a flag in /etc/default/docker',
      withFile('/etc/default/docker', 'DOCKER_OPTS="--userns-remap=default"'),
      domainUsers,
      ['daemon-flag'],
    ],
    [
      'settings of Go that leave HTTP/2 on',
      withFile('/etc/default/docker', 'GODEBUG=http2server=0,x=1,http2server=1'),
      domainUsers,
      ['godebug-set'],
    ],
    [
      'a configuration file elsewhere',
      withFile('/etc/default/docker', 'DOCKER_OPTS="--config-file /srv/d.json"'),
      domainUsers,
      ['daemon-config-elsewhere'],
    ],
    [
      'what dockerd rejects',
      { ...freshHost, daemonConfigError: 'bad bip' },
      domainUsers,
      ['daemon-config-rejected'],
    ],
    [
      'a remap user that is missing',
      freshHost,
      profile('remap: carol'),
      ['remap-user-missing', 'remap-user-missing'],
    ],
    [
      'a remap user without ids',
      { ...freshHost, groups: { bob: { name: 'bob', id: 1002 } } },
      profile('remap: bob'),
      ['remap-user-without-ids'],
    ],
    [
      'no Docker',
      { ...freshHost, units: {}, folders: ['/run/systemd/system'] },
      domainUsers,
      ['docker-not-found'],
    ],
    ['no systemd at all', { ...freshHost, units: {} }, domainUsers, ['systemd-not-reachable']],
    [
      'no systemd',
      { ...freshHost, unknown: { 'docker.service': 'not booted with systemd' } },
      domainUsers,
      ['systemd-not-reachable'],
    ],
    [
      'no apt and no uidmap',
      { ...freshHost, commands: ['setfacl', 'getfacl', 'ss'] },
      domainUsers,
      ['package-missing'],
    ],
    [
      'a Node that a user can change',
      { ...freshHost, weak: { '/usr/bin/node': 'belongs to uid 1000' } },
      domainUsers,
      ['no-trusted-node'],
    ],
    ['an old Node', { ...freshHost, nodeVersion: 'v16.20.2' }, domainUsers, ['no-trusted-node']],
    [
      'a folder for the plugin that others can write',
      { ...freshHost, weak: { '/usr/local/sbin': 'writable by gid 50' } },
      domainUsers,
      ['plugin-folder-not-safe'],
    ],
    [
      'a file that cannot be read',
      { ...freshHost, unknown: { '/etc/docker/daemon.json': 'permission denied' } },
      domainUsers,
      ['unreadable'],
    ],
    [
      'a plugin with another checksum',
      withFile('/srv/plugin', 'x'),
      profile(`plugin: { source: file, path: /srv/plugin, sha256: a${'0'.repeat(63)} }`),
      ['plugin-checksum'],
    ],
  ])('%s', async (_, shape, wanted, codes) => {
    expect(await problemsOf(shape, wanted)).toEqual(codes)
  })

  it('is told all at once', async () => {
    const shape: HostShape = {
      ...daemonJson('{"userns-remap": "alice"}'),
      weak: { '/usr/bin/node': 'weak' },
      rooms: { '/etc/docker': { obstacle: 'immutable' } },
      docker: { swarm: 'active' },
    }
    expect(await problemsOf(shape, profile('socketAccess: { groups: [a, b] }'))).toEqual([
      'immutable',
      'swarm-active',
      'no-trusted-node',
      'daemon-json-other-remap',
      'group-not-found',
      'group-not-found',
    ])
  })
})
