import { createHash } from 'node:crypto'
import fs from 'fs-extra'
import { causeOf } from '../failure.ts'
import type { Attributes } from '../plan/change.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import type { FoundFile, FoundProgram, FoundStatus } from './reader.ts'

const permissionBits = 0o7777

interface FoundBytes extends Attributes {
  path: string
  bytes: Buffer
  changedAt: number
}

export async function readText(path: string): Promise<Fact<FoundFile>> {
  const found = await readBytes(path)
  if (found.state !== 'present') return found
  const { bytes, ...rest } = found.value
  const text = bytes.toString('utf8')
  // What does not come back to the same bytes could not be written back either.
  if (!Buffer.from(text, 'utf8').equals(bytes)) return unknown(`${path} is not UTF-8 text`)
  return present({ ...rest, text })
}

export async function readProgram(path: string): Promise<Fact<FoundProgram>> {
  const found = await readBytes(path)
  if (found.state !== 'present') return found
  const { bytes, ...rest } = found.value
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return present({ ...rest, sha256, size: bytes.length })
}

export async function readDirectory(path: string): Promise<Fact<Attributes>> {
  return await whenThere(path, async () => {
    const status = await fs.stat(path)
    if (!status.isDirectory()) return unknown(`${path} is not a folder`)
    return present(attributesOf(status))
  })
}

export async function readStatus(path: string): Promise<Fact<FoundStatus>> {
  return await whenThere(path, async () => {
    const status = await fs.stat(path)
    return present({ ...attributesOf(status), size: status.size })
  })
}

export async function readNames(folder: string): Promise<Fact<string[]>> {
  return await whenThere(folder, async () => present((await fs.readdir(folder)).sort()))
}

async function readBytes(path: string): Promise<Fact<FoundBytes>> {
  return await whenThere(path, async () => {
    const real = await fs.realpath(path)
    const status = await fs.stat(real)
    if (!status.isFile()) return unknown(`${path} is not a regular file`)
    const bytes = await fs.readFile(real)
    return present({ path: real, bytes, changedAt: status.ctimeMs, ...attributesOf(status) })
  })
}

function attributesOf(status: { mode: number; uid: number; gid: number }): Attributes {
  return { mode: status.mode & permissionBits, uid: status.uid, gid: status.gid }
}

/** Absent only when nothing at all has that name: a symbolic link that leads nowhere is not nothing. */
async function whenThere<T>(path: string, read: () => Promise<Fact<T>>): Promise<Fact<T>> {
  try {
    await fs.lstat(path)
  } catch (error) {
    return isMissing(error) ? absent : unknown(causeOf(error))
  }
  try {
    return await read()
  } catch (error) {
    return unknown(
      isMissing(error) ? `${path} is a symbolic link that leads nowhere` : causeOf(error),
    )
  }
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
