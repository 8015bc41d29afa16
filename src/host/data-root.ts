import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import { isMissing } from './files.ts'
import type { Holdings } from './reader.ts'

/** What one of Docker's data roots holds, from its folders: also for one that no running daemon uses. */
export async function readHoldings(dataRoot: string): Promise<Fact<Holdings>> {
  try {
    const drivers = await names(dataRoot, 'image')
    const images = drivers.map((driver) => `image/${driver}/imagedb/content/sha256`)
    return (await names(dataRoot)).length === 0
      ? absent
      : present({
          containers: (await names(dataRoot, 'containers')).length,
          images: (await Promise.all(images.map((folder) => names(dataRoot, folder)))).flat()
            .length,
          volumes: (await names(dataRoot, 'volumes')).filter((name) => !ofVolumesStore.has(name))
            .length,
        })
  } catch (error) {
    return unknown(causeOf(error))
  }
}

/** Beside the volumes themselves (moby volume/local, volume/service). */
const ofVolumesStore = new Set(['metadata.db', 'backingFsBlockDev'])

async function names(...path: string[]): Promise<string[]> {
  try {
    return await readdir(join(...path))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
