import { describe, expect, test } from 'vitest'
import { seePath } from '../../../src/authz/facts/seen-path.ts'

// Names that every Debian has alike: root's own, root's links, and a folder that anybody may write.
describe('a path is followed as far as root alone can change its names', () => {
  test.each([
    ['/', { firm: '/', loose: '', exists: true }],
    ['/etc/passwd', { firm: '/etc/passwd', loose: '', exists: true }],
    ['/var/run', { firm: '/run', loose: '', exists: true }],
    ['/tmp', { firm: '/tmp', loose: '', exists: true }],
    ['/tmp/a/b', { firm: '/tmp', loose: 'a/b', exists: true }],
    ['/etc/none/b', { firm: '/etc', loose: 'none/b', exists: false }],
    ['/etc/passwd/b', { firm: '/etc/passwd', loose: 'b', exists: false }],
    ['/proc/self/root/etc', { firm: '/proc', loose: 'self/root/etc', exists: true }],
    ['/dev/fd/3', { firm: '/proc', loose: 'self/fd/3', exists: true }],
    ['/etc/mtab', { firm: '/proc', loose: 'self/mounts', exists: true }],
  ])('%s', async (path, seen) => {
    expect(await seePath(path)).toEqual(seen)
  })
})
