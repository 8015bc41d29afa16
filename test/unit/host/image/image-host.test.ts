import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Host } from '../../../../src/host/host.ts'
import { imageHost } from '../../../../src/host/image/image-host.ts'
import { openImage } from '../../../../src/host/image/open-image.ts'

const isRoot = process.getuid?.() === 0
let top: string
let host: Host

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'image-'))
  for (const folder of ['etc', 'usr', 'var/lib', 'proc'])
    mkdirSync(join(top, folder), { recursive: true })
  put('/etc/group', 'docker:x:990:alice,bob\n')
  put('/etc/passwd', 'alice:x:5001:5002::/:/bin/sh\n')
  host = imageHost(top)
})

afterEach(() => {
  rmSync(top, { recursive: true })
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), text)
}

describe('paths of an image', () => {
  it.each([
    [
      'as they are',
      () => {
        put('/etc/docker/daemon.json', 'inside')
      },
    ],
    [
      'by a link from the top',
      () => {
        put('/srv/daemon.json', 'inside')
        mkdirSync(join(top, 'etc/docker'))
        symlinkSync('/srv/daemon.json', join(top, 'etc/docker/daemon.json'))
      },
    ],
    [
      'by a link that goes up beyond the top',
      () => {
        put('/srv/daemon.json', 'inside')
        symlinkSync('../../../../../../../srv', join(top, 'etc/docker'))
      },
    ],
  ])('lead to its own files, %s', async (_, prepare) => {
    prepare()
    const found = await host.file('/etc/docker/daemon.json')
    expect(found).toMatchObject({ state: 'present', value: { text: 'inside' } })
    const named = found.state === 'present' ? found.value.path : ''
    expect(readFileSync(join(top, named), 'utf8')).toBe('inside')
  })

  it('are written inside, where a link would lead out', async () => {
    mkdirSync(join(top, 'srv'))
    symlinkSync('/srv', join(top, 'etc/userns-harden'))
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
    await host.writeFile('/etc/userns-harden/new', 'text', { mode: 0o644, ...owner })
    expect(readFileSync(join(top, 'srv/new'), 'utf8')).toBe('text')
    expect(existsSync('/srv/new')).toBe(false)
  })

  it('are unknown where a link leads nowhere, and not absent', async () => {
    symlinkSync('/etc/passwd.gone', join(top, 'etc/link'))
    expect(await host.file('/etc/link')).toMatchObject({ state: 'unknown' })
    expect(await host.file('/etc/nothing')).toEqual({ state: 'absent' })
  })

  it.each(['/proc/sys/user/max_user_namespaces', '/run/docker.sock', '/var/run/docker.pid'])(
    'are unknown where only a running host has them: %s',
    async (path) => {
      symlinkSync('/run', join(top, 'var/run'))
      expect(await host.status(path)).toMatchObject({ state: 'unknown' })
    },
  )
})

describe('accounts of an image', () => {
  it('are those of its own files', async () => {
    expect(await host.group('docker')).toEqual({
      state: 'present',
      value: { name: 'docker', id: 990, members: ['alice', 'bob'] },
    })
    expect(await host.user('alice')).toMatchObject({ value: { id: 5001, groupId: 5002 } })
  })

  it('are not those of this machine', async () => {
    expect(await host.user('root')).toEqual({ state: 'absent' })
  })
})

describe.runIf(existsSync('/usr/bin/systemctl'))('units of an image', () => {
  const own = '/usr/lib/systemd/system'

  it('are what their files and drop-ins say, by the folders’ order', async () => {
    put(`${own}/docker.service`, '[Service]\nExecStart=-/usr/sbin/dockerd -H fd:// "a b"\n')
    put(`${own}/docker.socket`, '[Socket]\nListenStream=/run/docker.sock\n')
    put(`${own}/docker.service.d/proxy.conf`, '[Service]\nEnvironment=A=far\n')
    put('/etc/systemd/system/docker.service.d/proxy.conf', '[Service]\nEnvironment="A=n ear"\n')
    put(`${own}/service.d/all.conf`, '[Service]\nEnvironmentFile=-/etc/default/all\n')
    expect(await host.unit('docker.service')).toMatchObject({
      state: 'present',
      value: {
        enabled: false,
        activeState: 'inactive',
        execStart: ['/usr/sbin/dockerd', '-H', 'fd://', 'a b'],
        environment: ['A=n ear'],
        environmentFiles: ['/etc/default/all'],
        triggeredBy: ['docker.socket'],
        files: [
          `${own}/docker.service`,
          `${own}/service.d/all.conf`,
          '/etc/systemd/system/docker.service.d/proxy.conf',
        ],
      },
    })
    expect(await host.unit('docker.socket')).toMatchObject({
      value: { listens: ['/run/docker.sock'] },
    })
    expect(await host.unit('other.service')).toEqual({ state: 'absent' })
  })

  it('are unknown where only systemd could tell', async () => {
    put(`${own}/docker.service`, '[Service]\nExecStart=/usr/sbin/dockerd --label=%H\n')
    expect(await host.unit('docker.service')).toMatchObject({ state: 'unknown' })
  })

  it('are enabled and disabled without a systemd', async () => {
    put(
      `${own}/a.service`,
      '[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n',
    )
    await host.systemctl('reenable', '--quiet', '--', 'a.service')
    expect(await host.unit('a.service')).toMatchObject({ value: { enabled: true } })
    await host.systemctl('disable', '--quiet', '--', 'a.service')
    expect(await host.unit('a.service')).toMatchObject({ value: { enabled: false } })
  })
})

describe.runIf(isRoot)('a folder that is no image', () => {
  it.each([
    ['the running host’s own', () => '/', 'root-is-this-host'],
    ['one that is not there', () => join(top, 'gone'), 'no-image'],
    ['one with other things in it', () => join(top, 'var'), 'no-image'],
  ])('is refused: %s', async (_, folder, code) => {
    await expect(openImage(folder())).rejects.toMatchObject({ exitCode: 3, problems: [{ code }] })
  })
})

it.runIf(isRoot).each([
  ['the folder itself', () => top],
  [
    'one above it',
    () => {
      mkdirSync(join(top, 'open/image/etc'), { recursive: true })
      return join(top, 'open')
    },
  ],
])('refuses an image that others could exchange: %s', async (_, opened) => {
  const open = opened()
  chmodSync(open, 0o777)
  const folder = open === top ? top : join(open, 'image')
  const code = 'image-not-safe'
  await expect(openImage(folder)).rejects.toMatchObject({ exitCode: 3, problems: [{ code }] })
  // As /tmp is, in which mmdebstrap has its trees.
  chmodSync(open, 0o1777)
  if (open === top) await openImage(folder)
  else await expect(openImage(folder)).rejects.toMatchObject({ problems: [{ code: 'no-image' }] })
})

it('lets one run at a time change an image', async () => {
  const first = await host.takeLock('first')
  expect(await host.takeLock('second')).toEqual({ taken: false, holder: '' })
  if (first.taken) await first.release()
  const third = await host.takeLock('third')
  expect(third.taken).toBe(true)
  if (third.taken) await third.release()
})
