import { Refusal } from '../failure.ts'
import type { HostReader, RunningDocker } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { gigabytes } from '../plan/holdings-text.ts'

/** Changes before and after the restart that gives Docker another data root. */
export interface CarriedImages {
  before: Change[]
  after: Change[]
}

export const noImages: CarriedImages = { before: [], after: [] }

/**
 * Takes all images along to the data root that comes, by an archive on the same disk.
 *
 * @throws Refusal where there is no room for the archive and the images beside the old ones
 */
export async function carry(host: HostReader, { dataRoot }: RunningDocker): Promise<CarriedImages> {
  const found = await host.images()
  if (found.state !== 'present') {
    throw cannotCarry(dataRoot, found.state === 'unknown' ? found.reason : 'It tells of no images.')
  }
  const { names, bytes } = found.value
  if (names.length === 0) return noImages
  const free = valueOf(await host.room(dataRoot))?.freeBytes
  if (free !== undefined && free < bytes * 2) {
    const room = `needed up to ${gigabytes(bytes * 2)}, free ${gigabytes(free)}`
    throw cannotCarry(dataRoot, `There is no room for an archive and the new copy: ${room}.`)
  }
  const transfer = { path: archiveIn(dataRoot), images: names, bytes }
  return {
    before: [{ kind: 'image-save', ...transfer, why: 'taken along to the new data root' }],
    after: [{ kind: 'image-load', ...transfer, why: 'taken along from the old data root' }],
  }
}

/** A run that was cut off between saving and loading has left the archive. */
export async function leftToLoad(
  host: HostReader,
  running: RunningDocker | undefined,
): Promise<Change[]> {
  if (!running?.userns) return []
  const dataRoot = running.dataRoot.replace(/\/\d+\.\d+$/, '')
  const path = archiveIn(dataRoot)
  if ((await host.status(path)).state !== 'present') return []
  const why = 'saved by a run that was cut off before it could load them'
  return [{ kind: 'image-load', path, images: [], bytes: 0, why }]
}

function archiveIn(dataRoot: string): string {
  return `${dataRoot}/userns-harden-images.tar`
}

function cannotCarry(where: string, cause: string): Refusal {
  return new Refusal({
    code: 'images-not-carried',
    what: 'The images cannot be taken along to the new data root.',
    where,
    cause,
    remedies: [
      'Make room: docker image prune; docker builder prune; df -h',
      'Or go without them, and pull or build them again: --accept-empty-data-root',
    ],
  })
}
