import { describe, expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import type { Change } from '../../../src/plan/change.ts'
import { changesOf, notesOf } from '../../../src/plan/plan.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { settle } from '../steps/after.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'

async function planFor(shape: HostShape, profile = domainUsers) {
  return await makePlan(foundHost(shape), profile, null)
}

async function changesFor(shape: HostShape, profile = domainUsers): Promise<Change[]> {
  return changesOf(await planFor(shape, profile))
}

/** `file /etc/docker/daemon.json`, one line a change. */
function told(changes: readonly Change[]): string[] {
  return changes.map((change) => {
    const what =
      'path' in change
        ? change.path
        : 'unit' in change
          ? change.unit
          : 'name' in change
            ? change.name
            : ''
    return `${change.kind} ${what}`.trim()
  })
}

describe('the plan for a fresh host', () => {
  it('has every change in the order that keeps Docker protected', async () => {
    expect(told(await changesFor(freshHost))).toEqual([
      'package uidmap',
      'package acl',
      'program /usr/local/sbin/denyusernshost',
      'directory /etc/userns-harden',
      'file /etc/userns-harden/policy.json',
      'file /etc/systemd/system/denyusernshost.socket',
      'file /etc/systemd/system/denyusernshost.service',
      'file /etc/systemd/system/denyusernshost-callers.socket',
      'file /etc/systemd/system/denyusernshost-callers.service',
      'daemon-reload',
      'unit denyusernshost-callers.socket',
      'unit denyusernshost.socket',
      'unit denyusernshost.service',
      'file /etc/docker/daemon.json',
      'directory /etc/systemd/system/docker.service.d',
      'file /etc/systemd/system/docker.service.d/userns-harden.conf',
      'daemon-reload',
      'docker-restart',
      'file /etc/systemd/system/docker-setfacl.service',
      'daemon-reload',
      'unit docker-setfacl.service',
      'acl /run/docker.sock',
    ])
  })

  it('says what the restart stops, and what only the restart decides', async () => {
    const plan = await planFor(freshHost)
    const restart = changesOf(plan).find(({ kind }) => kind === 'docker-restart')
    expect(restart).toMatchObject({
      effects: [
        expect.stringContaining('do not come back (2 running: web, db)'),
        expect.stringContaining('3 containers, 5 images'),
      ],
    })
    expect(
      notesOf(plan)
        .map(({ text }) => text)
        .join(),
    ).toContain('dockremap')
  })

  it('makes the folder of daemon.json where there is none', async () => {
    const changes = await changesFor({ ...freshHost, folders: ['/usr/local/sbin'] })
    expect(told(changes)).toContain('directory /etc/docker')
  })
})

describe('a run that was cut off', () => {
  it('is finished by the next, wherever it was cut', async () => {
    const all = await changesFor(freshHost)
    for (let done = 0; done <= all.length; done++) {
      const cut = settle(freshHost, all.slice(0, done))
      const rest = await changesFor(cut)
      const finished = settle(cut, rest, 3000)
      expect(told(await changesFor(finished)), `cut after ${done} changes`).toEqual([])
      expect(finished.units?.['docker-setfacl.service']).toMatchObject({
        enabled: true,
        activeState: 'active',
      })
      expect(finished.docker).toMatchObject({
        userns: true,
        authorizationPlugins: ['denyusernshost'],
      })
    }
  })
})

describe('a hardened host', () => {
  const drifted = async (drift: (host: HostShape) => HostShape, profile = domainUsers) => {
    const hardened = settle(freshHost, await changesFor(freshHost))
    return told(await changesFor(drift(hardened), profile))
  }
  const group = (id: number) => ({
    tag: 'group' as const,
    id,
    rights: { read: true, write: true, execute: false },
  })
  const user = (id: number) => ({ ...group(id), tag: 'user' as const })

  it.each<[string, (host: HostShape) => HostShape, string[]]>([
    ['has nothing to do', (host) => host, []],
    [
      'gets its rights back when a chmod took them',
      (host) => ({
        ...host,
        acl: {
          '/run/docker.sock': [
            { ...group(70001), rights: { read: false, write: false, execute: false } },
            user(1002),
          ],
        },
      }),
      ['acl /run/docker.sock'],
    ],
    [
      'gets another id when the directory changed it',
      (host) => ({ ...host, groups: { 'domain users': { name: 'domain users', id: 80001 } } }),
      ['file /etc/systemd/system/docker-setfacl.service', 'daemon-reload', 'acl /run/docker.sock'],
    ],
    [
      'gets its plugin restarted, and not Docker, when its program was replaced',
      (host) => ({ ...host, files: { ...host.files, '/usr/local/sbin/denyusernshost': 'older' } }),
      ['program /usr/local/sbin/denyusernshost', 'unit-restart denyusernshost.service'],
    ],
    [
      'gets its plugin restarted when its policy changed after it was started',
      (host) => ({
        ...host,
        changedAt: { ...host.changedAt, '/etc/userns-harden/policy.json': 9000 },
      }),
      ['unit-restart denyusernshost.service'],
    ],
    [
      'gets its units enabled again',
      (host) => ({
        ...host,
        units: {
          ...host.units,
          'denyusernshost.service': { ...host.units?.['denyusernshost.service'], enabled: false },
        },
      }),
      ['unit denyusernshost.service'],
    ],
    [
      'gets a failed plugin started again',
      (host) => ({
        ...host,
        units: {
          ...host.units,
          'denyusernshost.service': {
            ...host.units?.['denyusernshost.service'],
            activeState: 'failed',
          },
        },
      }),
      ['unit denyusernshost.service'],
    ],
    [
      'gets Docker restarted when it runs without the plugin',
      (host) => ({ ...host, docker: { ...host.docker, authorizationPlugins: [] } }),
      ['docker-restart'],
    ],
    [
      'gets Docker restarted when it speaks HTTP/2',
      (host) => ({ ...host, docker: { ...host.docker, http2: true } }),
      ['docker-restart'],
    ],
    [
      'gets back what keeps Docker from HTTP/2, which a Docker that does not speak it is not restarted for',
      (host) => ({
        ...host,
        files: { ...host.files, '/etc/systemd/system/docker.service.d/userns-harden.conf': '' },
      }),
      ['file /etc/systemd/system/docker.service.d/userns-harden.conf', 'daemon-reload'],
    ],
    [
      'needs nothing where an admin keeps Docker from HTTP/2',
      (host) => ({
        ...host,
        files: {
          ...host.files,
          '/etc/systemd/system/docker.service.d/userns-harden.conf': '',
          '/etc/default/docker': 'GODEBUG=x=1,http2server=0',
        },
      }),
      [],
    ],
    [
      'gets Docker restarted when it maps to other ids than are configured',
      (host) => ({
        ...host,
        files: {
          ...host.files,
          '/etc/subuid': 'dockremap:200000:65536\n',
          '/etc/subgid': 'dockremap:200000:65536\n',
        },
      }),
      ['docker-restart'],
    ],
  ])('%s', async (_, drift, expected) => {
    expect(await drifted(drift)).toEqual(expected)
  })

  it('takes back what nobody is to have any more', async () => {
    const nobody = parseProfile('', 'p')
    expect(await drifted((host) => host, nobody)).toEqual([
      'unit docker-setfacl.service',
      'acl /run/docker.sock',
    ])
  })
})

describe('a Docker that is not restarted by us', () => {
  it('lets nobody in before the admin restarts it', async () => {
    const profile = parseProfile(
      '{ docker: { restart: never }, socketAccess: { groups: [domain users] } }',
      'p',
    )
    const plan = await planFor(freshHost, profile)
    const kinds = changesOf(plan).map(({ kind }) => kind)
    expect(kinds).not.toContain('docker-restart')
    expect(kinds).not.toContain('acl')
    expect(notesOf(plan).map(({ kind }) => kind)).toEqual(['manual', 'manual'])
  })
})
