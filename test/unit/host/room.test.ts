import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readRoom } from '../../../src/host/room.ts'

const isRoot = process.getuid?.() === 0
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'room-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

it('tells how much room there is, and of what is not there that it is absent', async () => {
  const room = await readRoom(folder)
  expect(room).toEqual({
    state: 'present',
    value: expect.objectContaining({ freeBytes: expect.any(Number) as number }) as object,
  })
  expect(room).not.toHaveProperty('value.obstacle')
  expect(await readRoom(join(folder, 'none'))).toEqual({ state: 'absent' })
})

/** chattr(1) comes with every Debian, but tmpfs has the flag only since Linux 6.6. */
function makeImmutable(path: string): boolean {
  try {
    execFileSync('chattr', ['+i', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

it.runIf(isRoot)('sees what even root cannot write', async ({ skip }) => {
  const path = join(folder, 'immutable')
  mkdirSync(path)
  if (!makeImmutable(path)) skip()
  const room = await readRoom(path)
  execFileSync('chattr', ['-i', path])
  expect(room).toHaveProperty('value.obstacle', 'immutable')
})
