import { lstat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path/posix'

/** tmpfs, of which devtmpfs is one, and ramfs: statfs(2), linux/magic.h. */
const inMemory = [0x01021994, 0x858458f6]

/**
 * Whether a path's folders, itself if it is one, are there at every boot. Below /run and /dev they come
 * and go: Docker, which may be up before their makers, would make them for its containers' root.
 *
 * @param path real, that is without links
 */
export async function isLasting(path: string): Promise<boolean> {
  const found = await lstat(path)
  const folder = found.isDirectory() ? path : dirname(path)
  const { dev } = await lstat('/')
  for (let made = folder; made !== '/'; made = dirname(made)) {
    const holder = dirname(made)
    // A host that boots from memory has there what its image has.
    if ((await lstat(holder)).dev === dev) continue
    if (inMemory.includes((await statfs(holder)).type)) return false
  }
  return true
}
