import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, type FileHandle } from 'node:fs/promises'
import { systemDirectories } from './run.ts'

/** On a file system that is empty after a boot, and has room when /var has none. */
export const lockPath = '/run/userns-harden.lock'

/** flock(1), --conflict-exit-code. */
const held = 75

export type Lock = { taken: true; release: () => Promise<void> } | { taken: false; holder: string }

/**
 * A lock that the kernel holds for as long as this process lives, however it ends (flock(2)): there are
 * no stale ones. flock(1) locks what it inherits, and the lock stays with the file that is open here.
 *
 * @param text who holds it, for whoever comes meanwhile
 */
export async function takeLock(text: string): Promise<Lock> {
  const file = await open(lockPath, 'a+', 0o600)
  try {
    const status = await flock(file)
    if (status === held) return { taken: false, holder: await holderIn(file) }
    if (status !== 0) throw new Error(`flock ended with status ${status}`)
    await file.truncate()
    await file.write(`${text}\n`)
  } catch (error) {
    await file.close()
    throw error
  }
  return {
    taken: true,
    release: async () => {
      await file.truncate()
      await file.close()
    },
  }
}

/** The same on an image, by its own folder: nothing of a lock may be left in it, so that nobody is told who holds it. */
export async function takeFolderLock(folder: string): Promise<Lock> {
  const file = await open(folder, 'r')
  const status = await flock(file)
  if (status === 0) return { taken: true, release: () => file.close() }
  await file.close()
  if (status === held) return { taken: false, holder: '' }
  throw new Error(`flock ended with status ${status}`)
}

async function flock(file: FileHandle): Promise<number> {
  const args = ['--nonblock', `--conflict-exit-code=${held}`, '3']
  const child = spawn('flock', args, {
    stdio: ['ignore', 'ignore', 'ignore', file.fd],
    env: { PATH: systemDirectories.join(':') },
  })
  const [status] = (await once(child, 'close')) as [number | null]
  return status ?? -1
}

async function holderIn(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(500), 0, 500, 0)
  await file.close()
  return buffer.toString('utf8', 0, bytesRead).trim()
}
