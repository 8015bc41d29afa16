import { access, constants, statfs } from 'node:fs/promises'
import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import { isMissing } from './files.ts'
import type { Room } from './reader.ts'

/**
 * access(2) asks without writing. Root is refused only where nobody can write: with EROFS on a read-only file system or
 * mount, with EPERM what has the flag immutable (linux fs/namei.c, inode_permission; chattr(1)).
 */
export async function readRoom(path: string): Promise<Fact<Room>> {
  try {
    const { bsize, bfree, files, ffree } = await statfs(path)
    const obstacle = await obstacleAt(path)
    return present({
      ...(obstacle && { obstacle }),
      freeBytes: bsize * bfree,
      // btrfs and the like count none (statfs(2)).
      ...(files > 0 && { freeInodes: ffree }),
    })
  } catch (error) {
    return isMissing(error) ? absent : unknown(causeOf(error))
  }
}

const obstacles: Record<string, Room['obstacle']> = {
  EROFS: 'read-only',
  EPERM: 'immutable',
  EACCES: 'not-root',
}

async function obstacleAt(path: string): Promise<Room['obstacle']> {
  try {
    await access(path, constants.W_OK)
    return undefined
  } catch (error) {
    const obstacle = obstacles[(error as NodeJS.ErrnoException).code ?? '']
    if (obstacle === undefined) throw error
    return obstacle
  }
}
