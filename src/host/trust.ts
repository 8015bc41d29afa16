import { dirname, resolve, sep } from 'node:path'
import fs from 'fs-extra'
import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import { isMissing } from './files.ts'
import type { PathTrust } from './reader.ts'

/** path_resolution(7): more links than this are a loop (ELOOP). */
const mostLinks = 40
const writableByGroup = 0o020
const writableByOthers = 0o002

/**
 * Walks a path as the kernel does, link by link, and names the first part that someone other than
 * root can change. The sticky bit does not help: whoever may write a folder can add names to it. An ACL that
 * grants writing shows in the group bits (acl(5): they are its mask).
 */
export async function pathTrust(path: string): Promise<Fact<PathTrust>> {
  let links = 0
  let at = '/'
  const rest = parts(path)
  try {
    let weakness = await judge(at)
    for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
      at = resolve(at, name)
      weakness ??= await judge(at)
      const link = await linkTarget(at)
      if (link === undefined) continue
      if (++links > mostLinks) return unknown(`${path}: too many symbolic links`)
      rest.unshift(...parts(link))
      at = '/'
    }
    return present({ path: at, ...(weakness !== undefined && { weakness }) })
  } catch (error) {
    return isMissing(error) ? absent : unknown(causeOf(error))
  }
}

async function linkTarget(path: string): Promise<string | undefined> {
  const status = await fs.lstat(path)
  return status.isSymbolicLink() ? resolve(dirname(path), await fs.readlink(path)) : undefined
}

function parts(path: string): string[] {
  return resolve(path)
    .split(sep)
    .filter((part) => part !== '')
}

async function judge(path: string): Promise<string | undefined> {
  const status = await fs.lstat(path)
  const { uid, gid, mode } = status
  if (uid !== 0) return `${path} belongs to uid ${uid}`
  // A link's own mode means nothing (symlink(7)).
  if (status.isSymbolicLink()) return undefined
  if (mode & writableByOthers) return `${path} is writable by everyone`
  if (mode & writableByGroup && gid !== 0) return `${path} is writable by gid ${gid}`
  return undefined
}
