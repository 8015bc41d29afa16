import {
  existsSync,
  symlinkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { profilePlace, writeProfile, type Writer } from '../../../src/engine/write-profile.ts'
import { Failure, Refusal } from '../../../src/failure.ts'
import { realHost } from '../../../src/host/real.ts'
import { foundHost } from '../steps/found-host.ts'

const me: Writer = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
/** /tmp is open to all, where root would write nothing. */
const anyone: Writer = { ...me, uid: 1000 }
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-'))
  path = join(folder, 'new', 'profile.yaml')
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('a profile', () => {
  it('is written with its folder, readable by all', async () => {
    const place = await profilePlace(realHost, path, anyone)
    expect(existsSync(join(folder, 'new'))).toBe(false)
    expect(await writeProfile(realHost, place, 'new\n', me)).toBeUndefined()
    expect(readFileSync(path, 'utf8')).toBe('new\n')
    expect(statSync(path).mode & 0o777).toBe(0o644)
  })

  it('keeps the text that was there, and its mode', async () => {
    path = join(folder, 'profile.yaml')
    writeFileSync(path, 'old\n', { mode: 0o600 })
    writeFileSync(`${path}.old`, 'older\n')
    const place = await profilePlace(realHost, path, anyone)
    expect(await writeProfile(realHost, place, 'new\n', me)).toBe(`${path}.old-2`)
    expect(readFileSync(path, 'utf8')).toBe('new\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(`${path}.old`, 'utf8')).toBe('older\n')
    expect(readFileSync(`${path}.old-2`, 'utf8')).toBe('old\n')
  })

  it('is not written over one that came while somebody was answering', async () => {
    path = join(folder, 'profile.yaml')
    const place = await profilePlace(realHost, path, anyone)
    writeFileSync(path, 'of somebody else\n')
    await expect(writeProfile(realHost, place, 'new\n', me)).rejects.toThrow(Refusal)
    expect(readFileSync(path, 'utf8')).toBe('of somebody else\n')
  })

  it('leaves no folder behind where it cannot be written', async () => {
    const place = await profilePlace(realHost, path, anyone)
    const fullHost = {
      ...realHost,
      writeFile: () => Promise.reject(new Error('no space left on device')),
    }
    await expect(writeProfile(fullHost, place, 'new\n', me)).rejects.toThrow(Failure)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the place of a profile', () => {
  it.each([
    [
      'whose folder is read-only',
      { rooms: { '/etc': { obstacle: 'read-only' } } },
      'profile-place',
    ],
    [
      'whose folder only root can write',
      { rooms: { '/etc': { obstacle: 'not-root' } } },
      'not-root',
    ],
    [
      'whose folder others can write',
      { folders: ['/etc'], weak: { '/etc': 'by all' } },
      'profile-place-open',
    ],
    ['above which nothing is', { rooms: { '/etc': null } }, 'profile-place'],
    ['that leads nowhere', { unknown: { '/etc/u/profile.yaml': 'a link' } }, 'profile-place'],
  ] as const)('%s is refused before anything is asked', async (_, shape, code) => {
    const host = foundHost(shape as Parameters<typeof foundHost>[0])
    const refused = await profilePlace(host, '/etc/u/profile.yaml', { uid: 0, gid: 0 }).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).problems.map((problem) => problem.code)).toEqual([code])
  })

  it.runIf(me.uid === 0)(
    'is refused to root where a link of somebody else leads to it',
    async () => {
      path = join(folder, 'profile.yaml')
      symlinkSync('/etc/hostname', path)
      await expect(profilePlace(realHost, path, me)).rejects.toThrow(/others than root/)
    },
  )
})
