import { expect, test } from 'vitest'
import { devicesAt } from '../../../src/authz/facts/devices.ts'
import { isLasting } from '../../../src/authz/facts/lasting.ts'

// Paths that every Debian has alike: /run and /dev are in memory, / and /etc are not.
test.each([
  ['/', true],
  ['/etc', true],
  ['/etc/passwd', true],
  ['/run', true],
  ['/dev/null', true],
  ['/dev/pts', false],
  ['/dev/pts/ptmx', false],
])('%s is there at every boot: %s', async (path, lasts) => {
  expect(await isLasting(path)).toBe(lasts)
})

test('devices are found by themselves and in folders, and what is none is left out', async () => {
  expect(await devicesAt('/dev/null')).toEqual([{ path: '/dev/null', isBlock: false }])
  expect(await devicesAt('/dev/pts')).toContainEqual({ path: '/dev/pts/ptmx', isBlock: false })
  expect(await devicesAt('/etc/passwd')).toEqual([])
  await expect(devicesAt('/dev/none')).rejects.toThrow('ENOENT')
})
