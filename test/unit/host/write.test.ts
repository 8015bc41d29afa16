import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readText } from '../../../src/host/files.ts'
import { appendLine, makeDirectory, writeAtomically } from '../../../src/host/write.ts'
import { valueOf } from '../../../src/plan/fact.ts'

const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('an atomic write', () => {
  it('makes the file with mode and owner, and leaves nothing else behind', async () => {
    await writeAtomically(join(folder, 'new'), 'text\n', { mode: 0o640, ...me })
    expect(valueOf(await readText(join(folder, 'new')))).toMatchObject({
      text: 'text\n',
      mode: 0o640,
      ...me,
    })
    expect(readdirSync(folder)).toEqual(['new'])
  })

  it('keeps what the old file had beyond its mode', async () => {
    const path = join(folder, 'old')
    writeFileSync(path, 'old')
    execFileSync('setfacl', ['-m', 'u:12345:r', path])
    await writeAtomically(path, 'new', { mode: statSync(path).mode & 0o7777, ...me })
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(execFileSync('getfacl', ['-n', '-c', path], { encoding: 'utf8' })).toContain(
      'user:12345:r--',
    )
  })

  it('leaves the old text and no temporary file when it fails', async () => {
    const path = join(folder, 'folder-in-the-way')
    await makeDirectory(path, { mode: 0o755, ...me })
    writeFileSync(join(path, 'inside'), 'kept')
    await expect(writeAtomically(path, 'new', { mode: 0o644, ...me })).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['folder-in-the-way'])
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('kept')
  })
})

it('appends lines one below the other, for the owner alone', async () => {
  const path = join(folder, 'record')
  await appendLine(path, 'one')
  await appendLine(path, 'two')
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

describe('reading a file', () => {
  it.each([
    ['nothing there', 'none', undefined, { state: 'absent' }],
    ['bytes that are not text', 'bytes', Buffer.from([0xff, 0xfe, 0x7b]), { state: 'unknown' }],
  ])('with %s', async (_, name, content, expected) => {
    if (content) writeFileSync(join(folder, name), content)
    expect(await readText(join(folder, name))).toMatchObject(expected)
  })

  it('does not take a link that leads nowhere for nothing', async () => {
    execFileSync('ln', ['-s', 'nowhere', join(folder, 'link')])
    expect(await readText(join(folder, 'link'))).toMatchObject({ state: 'unknown' })
  })
})
