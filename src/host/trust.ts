import type { Stats } from 'node:fs'
import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import type { PathTrust } from './reader.ts'
import { walk } from './walk.ts'

const writableByGroup = 0o020
const writableByOthers = 0o002

/**
 * Names the first part of a path, link by link, that someone other than root can change. The sticky bit does not
 * help: whoever may write a folder can add names to it. An ACL that grants writing shows in the group bits
 * (acl(5): they are its mask).
 *
 * @param top of the tree that the path is in (walk.ts)
 */
export async function pathTrust(path: string, top = '/'): Promise<Fact<PathTrust>> {
  let weakness: string | undefined
  try {
    const walked = await walk(top, path, (part, status) => {
      weakness ??= whoChanges(part, status)
    })
    if (!walked.isThere) return absent
    return present({ path: walked.path, ...(weakness !== undefined && { weakness }) })
  } catch (error) {
    return unknown(causeOf(error))
  }
}

/** Who else than root can change it, as a sentence; undefined where nobody can. */
export function whoChanges(path: string, status: Stats): string | undefined {
  const { uid, gid, mode } = status
  if (uid !== 0) return `${path} belongs to uid ${uid}`
  // A link's own mode means nothing (symlink(7)).
  if (status.isSymbolicLink()) return undefined
  if (mode & writableByOthers) return `${path} is writable by everyone`
  if (mode & writableByGroup && gid !== 0) return `${path} is writable by gid ${gid}`
  return undefined
}
