import { lstat, readlink } from 'node:fs/promises'
import { join } from 'node:path/posix'

/** A path of the host, followed for as long as root alone can change the names on it. */
export interface SeenPath {
  /** The real path up to there, links followed. */
  firm: string
  /** What is left of it, which others can rename, or make into a link, at any moment; empty when nothing is. */
  loose: string
  /** Whether there is something at `firm`, and no name missing below it that root alone could make. */
  exists: boolean
}

/** As many links as the kernel follows (path_resolution(7)). */
const maxLinks = 40

/**
 * @param path absolute and without `.` and `..`
 * @throws where a part cannot be looked at for other reasons than that it is not there or hidden
 */
export async function seePath(path: string): Promise<SeenPath> {
  let firm = '/'
  let pending = partsOf(path)
  let links = 0
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (name === '..') {
      firm = join(firm, '..')
      continue
    }
    const rest = { firm, loose: [name, ...pending].join('/') }
    // The links of a process lead wherever its owner wants (proc(5), /proc/pid/root).
    if (firm === '/proc' || !(await isRootOnly(firm))) return { ...rest, exists: true }
    const found = await look(join(firm, name))
    if (!found) return { ...rest, exists: false }
    if (!found.isSymbolicLink()) {
      firm = join(firm, name)
      continue
    }
    if ((links += 1) > maxLinks) return { ...rest, exists: false }
    const target = await readlink(join(firm, name))
    if (target.startsWith('/')) firm = '/'
    pending = [...partsOf(target), ...pending]
  }
  return { firm, loose: '', exists: true }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

/** An ACL that lets others write shows in the mode too, as the mask in the group's bits (acl(5)). */
async function isRootOnly(folder: string): Promise<boolean> {
  const { uid, mode } = await lstat(folder)
  return uid === 0 && (mode & 0o022) === 0
}

const notThere = ['ENOENT', 'ENOTDIR', 'EACCES', 'ENAMETOOLONG']

async function look(path: string) {
  try {
    return await lstat(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // A file server may refuse root what it lets others see.
    if (code !== undefined && notThere.includes(code)) return undefined
    throw error
  }
}
