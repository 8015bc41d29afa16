import { basename } from 'node:path/posix'
import { ownerAt, processes, programOf, socketsOf } from './processes.ts'

/** Who opened a connection, and in what program it is. */
export interface Opener {
  uid: number
  command: string
}

/** Of each socket that some process holds, whose it is. A socket on its way from one process to another is nowhere. */
export function openersOf(inodes: ReadonlySet<number>): Map<number, Opener> {
  const openers = new Map<number, Opener>()
  for (const pid of processes()) {
    if (openers.size === inodes.size) break
    for (const [inode, path] of socketsOf(pid)) {
      const uid = inodes.has(inode) ? ownerAt(path) : undefined
      if (uid === undefined || openers.has(inode)) continue
      openers.set(inode, { uid, command: basename(programOf(pid) ?? '') })
    }
  }
  return openers
}
