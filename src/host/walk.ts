import type { Stats } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import fs from 'fs-extra'
import { isMissing } from './files.ts'

/** path_resolution(7): more links than this are a loop (ELOOP). */
const mostLinks = 40

export interface Walked {
  /** With all symbolic links followed, as it is named in the tree. */
  path: string
  /** False where the last parts are not there. */
  isThere: boolean
}

/**
 * Walks a path as the kernel does, link by link, in a tree that has its own top: there, `/` and what goes up
 * beyond it lead to that (chroot(2)).
 *
 * @param top the tree's folder; `/` for the host itself
 * @param seen is told each part that is there, as it is named in the tree
 * @throws Error where links lead nowhere or in circles, and where a part cannot be looked at
 */
export async function walk(
  top: string,
  path: string,
  seen: (part: string, status: Stats) => void = () => undefined,
): Promise<Walked> {
  let links = 0
  let at = '/'
  const rest = parts(path)
  seen(at, await fs.lstat(top))
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    at = resolve(at, next.name)
    const status = await statusOf(join(top, at))
    if (!status) {
      if (next.byLink) throw new Error(`${path} is a symbolic link that leads nowhere`)
      return { path: resolve(at, ...rest.map(({ name }) => name)), isThere: false }
    }
    seen(at, status)
    if (!status.isSymbolicLink()) continue
    if (++links > mostLinks) throw new Error(`${path}: too many symbolic links`)
    const target = resolve(dirname(at), await fs.readlink(join(top, at)))
    rest.unshift(...parts(target, true))
    at = '/'
  }
  return { path: at, isThere: true }
}

interface Part {
  name: string
  /** Named by a link on the way, and not by who asked. */
  byLink: boolean
}

function parts(path: string, byLink = false): Part[] {
  return resolve('/', path)
    .split(sep)
    .filter((name) => name !== '')
    .map((name) => ({ name, byLink }))
}

async function statusOf(path: string): Promise<Stats | undefined> {
  try {
    return await fs.lstat(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
