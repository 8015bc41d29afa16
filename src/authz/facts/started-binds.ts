import { normalize } from 'node:path/posix'
import type { Ask, MountPoint } from './container-list.ts'
import { bindsAmong, containersCalled, type Bind } from './containers.ts'

/** Of what one reference may stand for; Docker refuses a beginning that several ids have in common. */
const most = 20

/** moby api/types/container, InspectResponse. */
interface Inspected {
  Mounts?: MountPoint[] | null
  HostConfig?: {
    Mounts?:
      { Type?: unknown; Target?: unknown; BindOptions?: { CreateMountpoint?: unknown } }[] | null
  }
}

/**
 * The binds whose source Docker makes where it is missing when it starts a container: all but those by
 * --mount. Of all containers that the reference may stand for.
 */
export async function bindsMadeByStart(ask: Ask, reference: string): Promise<Bind[]> {
  const called = await containersCalled(ask, reference)
  const bound = called.filter(({ mounts }) => bindsAmong(mounts).length > 0)
  if (bound.length > most) throw new Error(`too many containers begin with ${reference}`)
  const all = await Promise.all(bound.map(({ id }) => ask(`/containers/${id}/json`)))
  return all.flatMap((one) => madeAmong((one ?? {}) as Inspected))
}

function madeAmong({ Mounts, HostConfig }: Inspected): Bind[] {
  const byMount = (HostConfig?.Mounts ?? [])
    .filter(({ Type, BindOptions }) => Type === 'bind' && !BindOptions?.CreateMountpoint)
    .map(({ Target }) => tidied(String(Target)))
  return bindsAmong(Mounts ?? []).filter(({ target }) => !byMount.includes(tidied(target)))
}

function tidied(path: string): string {
  return normalize(`${path}/`)
}
