import { open, rename, rm, rmdir, unlink, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import fs from 'fs-extra'
import type { Attributes } from '../plan/change.ts'
import { isMissing } from './files.ts'
import { runOrThrow } from './run.ts'

/**
 * Replaces a file as a whole, or not at all: a temporary file beside it gets the content, mode and
 * owner, goes to disk and takes the name (rename(2) is atomic). What the old file had beyond these
 * (ACL, extended attributes, SELinux context) is carried over.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  attributes: Attributes,
): Promise<void> {
  const temporary = temporaryFor(path)
  try {
    // Left behind by a run that was killed: only one runs at a time (lock.ts).
    await rm(temporary, { force: true })
    await withFile(temporary, 'wx', 0o600, async (file) => {
      if (await fs.pathExists(path)) await copyAttributes(path, temporary)
      await file.writeFile(content)
      await file.chown(attributes.uid, attributes.gid)
      // After chown, which clears set-id bits.
      await file.chmod(attributes.mode)
      await file.sync()
    })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(dirname(path))
}

export async function removeTemporary(path: string): Promise<void> {
  await rm(temporaryFor(path), { force: true })
}

/** The same name each time, so that the next run finds what a killed one left. */
export function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.userns-harden`)
}

/** Takes away a file, or a folder in which nothing is; what is not there is not missed. */
export async function removePath(path: string): Promise<void> {
  try {
    const status = await fs.lstat(path)
    await (status.isDirectory() ? rmdir(path) : unlink(path))
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  await syncDirectory(dirname(path))
}

/** A copy with everything that belongs to a file: mode, owner, ACL, extended attributes, times. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await runOrThrow('cp', ['--preserve=all', '--no-target-directory', '--', from, to])
  await withFile(to, 'r', 0, async (file) => {
    await file.sync()
  })
  await syncDirectory(dirname(to))
}

export async function makeDirectory(path: string, attributes: Attributes): Promise<void> {
  await fs.mkdir(path, { mode: attributes.mode }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  })
  await fs.chown(path, attributes.uid, attributes.gid)
  // mkdir(2) takes the umask off the mode.
  await fs.chmod(path, attributes.mode)
  await syncDirectory(dirname(path))
}

export async function appendLine(path: string, line: string): Promise<void> {
  await withFile(path, 'a', 0o600, async (file) => {
    await file.appendFile(`${line}\n`)
    await file.sync()
  })
  await syncDirectory(dirname(path))
}

async function copyAttributes(from: string, to: string): Promise<void> {
  await runOrThrow('cp', ['--attributes-only', '--preserve=all', '--', from, to])
}

/** A new name is on disk only when its folder is (fsync(2)). */
async function syncDirectory(path: string): Promise<void> {
  await withFile(path, 'r', 0, async (directory) => {
    await directory.sync()
  })
}

async function withFile(
  path: string,
  flags: string,
  mode: number,
  use: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, mode)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}
