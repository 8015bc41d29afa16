import fs from 'fs-extra'

/** Held by whoever installs, and by whoever fetches package lists. */
const locks = ['/var/lib/dpkg/lock-frontend', '/var/lib/dpkg/lock', '/var/lib/apt/lists/lock']

/**
 * Who holds apt's or dpkg's lock, as `apt-get (pid 42)`; undefined when nobody does. For a message
 * only: not every apt says by itself that it waits.
 */
export async function packageLockHolder(): Promise<string | undefined> {
  const inodes = await Promise.all(locks.map(inodeOf))
  const held = (await fs.readFile('/proc/locks', 'utf8')).split('\n').map(parseLock)
  const pid = held.find((lock) => lock && inodes.includes(lock.inode))?.pid
  if (pid === undefined) return undefined
  const name = await fs.readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a process')
  return `${name.trim()} (pid ${pid})`
}

/** `1: POSIX  ADVISORY  WRITE 3568 fd:00:2531452 0 EOF` (proc_locks(5)) */
function parseLock(line: string): { pid: string; inode: number } | undefined {
  const [, pid, inode] =
    /^\d+: POSIX +ADVISORY +WRITE (\d+) [0-9a-f]+:[0-9a-f]+:(\d+) /.exec(line) ?? []
  return pid === undefined ? undefined : { pid, inode: Number(inode) }
}

async function inodeOf(path: string): Promise<number | undefined> {
  return await fs.stat(path).then(
    ({ ino }) => ino,
    () => undefined,
  )
}
