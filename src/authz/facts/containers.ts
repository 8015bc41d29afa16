/** A container that Docker may copy from or to. */
export interface CopyTarget {
  /** A mount through which the copy would reach the host, for the message. */
  hostMount?: string
}

/** A container by what it can be called: its id, a beginning of that, or a name. */
export interface KnownContainer {
  id: string
  names: string[]
}

export type Ask = (path: string) => Promise<unknown>

/** moby api/types/container, MountPoint, of a container in a list. */
interface MountPoint {
  Type?: unknown
  Name?: unknown
  Driver?: unknown
  Destination?: unknown
}

/**
 * All containers that have this name, or whose id begins with it. Docker takes an id before a name
 * and a name before the beginning of an id (moby daemon/container.go, GetContainer), and any of them
 * may be gone by the time it looks. From the list, not by inspecting: that waits for a container's
 * lock, which a slow copy holds.
 *
 * @param reference letters, digits, `_`, `.` and `-` only
 */
export async function containersCalled(ask: Ask, reference: string): Promise<CopyTarget[]> {
  const pattern = `^${reference.replaceAll('.', '\\.')}`
  // Docker takes a name as a pattern and an id as its beginning (moby daemon/list.go, filterByNameIDMatches).
  const found = [await list(ask, { name: [`${pattern}$`] })]
  if (isStartOfId(reference)) found.push(await list(ask, { id: [reference] }))
  return Promise.all(found.flat().map((mounts) => copyTarget(ask, mounts)))
}

export function isStartOfId(reference: string): boolean {
  return /^[0-9a-f]{1,64}$/.test(reference)
}

async function list(ask: Ask, filters: Record<string, string[]>): Promise<MountPoint[][]> {
  const query = encodeURIComponent(JSON.stringify(filters))
  const found = await ask(`/containers/json?all=1&filters=${query}`)
  if (!Array.isArray(found)) throw new Error('Docker lists containers in an unknown way')
  return found.map((one: { Mounts?: unknown }) => {
    const mounts = one.Mounts ?? []
    if (!Array.isArray(mounts)) throw new Error('Docker lists mounts in an unknown way')
    return mounts as MountPoint[]
  })
}

async function copyTarget(ask: Ask, mounts: MountPoint[]): Promise<CopyTarget> {
  for (const mount of mounts) {
    if (await reachesHost(ask, mount)) return { hostMount: String(mount.Destination) }
  }
  return {}
}

/** All but tmpfs, and volumes of Docker's own that are plain folders: a volume's options can make it anything. */
async function reachesHost(ask: Ask, { Type, Name, Driver }: MountPoint): Promise<boolean> {
  if (Type === 'tmpfs') return false
  if (Type !== 'volume' || Driver !== 'local' || typeof Name !== 'string') return true
  const volume = await ask(`/volumes/${encodeURIComponent(Name)}`)
  if (typeof volume !== 'object' || volume === null) return true
  const { Options } = volume as { Options?: unknown }
  return Options !== null && Options !== undefined && Object.keys(Options).length > 0
}
