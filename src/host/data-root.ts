import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { causeOf } from '../failure.ts'
import type { Holdings } from '../plan/change.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import { isMissing } from './files.ts'
import { run } from './run.ts'

/** A plan is not made to wait longer for a number. */
const countForMs = 20_000

/** What one of Docker's data roots holds, from its folders: also for one that no running daemon uses. */
export async function readHoldings(dataRoot: string): Promise<Fact<Holdings>> {
  try {
    if ((await names(dataRoot)).length === 0) return absent
    const drivers = await names(dataRoot, 'image')
    const images = drivers.map((driver) => `image/${driver}/imagedb/content/sha256`)
    const volumes = await names(dataRoot, 'volumes')
    const held = {
      containers: (await names(dataRoot, 'containers')).length,
      images: (await Promise.all(images.map((folder) => names(dataRoot, folder)))).flat().length,
      volumes: volumes.filter((name) => !ofVolumesStore.has(name)).length,
    }
    const isEmpty = held.containers + held.images + held.volumes === 0
    const bytes = isEmpty ? undefined : await bytesIn(dataRoot)
    return present({ ...held, ...(bytes !== undefined && { bytes }) })
  } catch (error) {
    return unknown(causeOf(error))
  }
}

async function bytesIn(folder: string): Promise<number | undefined> {
  try {
    const args = ['--summarize', '--block-size=1', '--one-file-system', '--', folder]
    const { stdout } = await run('du', args, { timeoutMs: countForMs })
    return Number(/^\d+/.exec(stdout)?.[0]) || undefined
  } catch {
    return undefined
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
