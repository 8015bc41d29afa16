import {
  chmodSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pathTrust } from '../../../src/host/trust.ts'
import { valueOf } from '../../../src/plan/fact.ts'

const isRoot = process.getuid?.() === 0
let folder: string

beforeEach(() => {
  // /tmp itself is writable by all, so trees to be trusted stand elsewhere.
  folder = mkdtempSync(join(isRoot ? '/opt' : tmpdir(), 'trust-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'bin'), { mode: 0o755 })
  writeFileSync(join(folder, 'bin/node'), '', { mode: 0o755 })
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe.runIf(isRoot)('a path that root alone can change', () => {
  it.each([
    ['as it is', () => undefined],
    [
      'group writable for the group root',
      () => {
        chmodSync(join(folder, 'bin'), 0o775)
      },
    ],
  ])('is trusted %s', async (_, prepare) => {
    prepare()
    expect(await pathTrust(join(folder, 'bin/node'))).toEqual({
      state: 'present',
      value: { path: join(folder, 'bin/node') },
    })
  })

  it('is told with its links followed', async () => {
    symlinkSync('../bin/node', join(folder, 'bin/link'))
    expect(valueOf(await pathTrust(join(folder, 'bin/link')))?.path).toBe(join(folder, 'bin/node'))
  })
})

describe.runIf(isRoot)('a path that others can change', () => {
  it.each([
    [
      'a file of a user',
      'bin/node',
      () => {
        lchownSync(join(folder, 'bin/node'), 1000, 0)
      },
      'belongs to uid 1000',
    ],
    [
      'a folder on the way',
      'bin/node',
      () => {
        lchownSync(join(folder, 'bin'), 1000, 0)
      },
      'belongs to uid 1000',
    ],
    [
      'a file that all may write',
      'bin/node',
      () => {
        chmodSync(join(folder, 'bin/node'), 0o757)
      },
      'writable by everyone',
    ],
    [
      'a sticky folder that all may write',
      'bin/node',
      () => {
        chmodSync(join(folder, 'bin'), 0o1777)
      },
      'writable by everyone',
    ],
    [
      'a group on the way',
      'bin/node',
      () => {
        lchownSync(join(folder, 'bin'), 0, 50)
        chmodSync(join(folder, 'bin'), 0o775)
      },
      'writable by gid 50',
    ],
    [
      "a user's link",
      'link',
      () => {
        symlinkSync('bin/node', join(folder, 'link'))
        lchownSync(join(folder, 'link'), 1000, 0)
      },
      'belongs to uid 1000',
    ],
    [
      'a link that leads there',
      'link',
      () => {
        symlinkSync('bin/node', join(folder, 'link'))
        chmodSync(join(folder, 'bin'), 0o777)
      },
      'writable by everyone',
    ],
    [
      'a link through a place that others own',
      'link',
      () => {
        mkdirSync(join(folder, 'theirs'), { mode: 0o777 })
        chmodSync(join(folder, 'theirs'), 0o777)
        symlinkSync('../bin/node', join(folder, 'theirs/node'))
        symlinkSync('theirs/node', join(folder, 'link'))
      },
      'theirs is writable by everyone',
    ],
  ])('names %s', async (_, path, prepare, weakness) => {
    prepare()
    expect(valueOf(await pathTrust(join(folder, path)))?.weakness).toContain(weakness)
  })
})

describe('a path that leads nowhere', () => {
  it('is absent', async () => {
    expect(await pathTrust(join(folder, 'bin/nothing'))).toEqual({ state: 'absent' })
  })

  it('is unknown when its links go in a circle', async () => {
    symlinkSync('b', join(folder, 'a'))
    symlinkSync('a', join(folder, 'b'))
    expect(await pathTrust(join(folder, 'a'))).toMatchObject({ state: 'unknown' })
  })
})
