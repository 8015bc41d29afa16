import {
  listContainers,
  type Ask,
  type ListedContainer,
  type MountPoint,
} from './container-list.ts'

/** A folder or file of the host in a container. */
export interface Bind {
  source: string
  target: string
}

/**
 * All containers that have this name, or whose id begins with it. Docker takes an id before a name
 * and a name before the beginning of an id (moby daemon/container.go, GetContainer), and any of them
 * may be gone by the time it looks. From the list, not by inspecting: that waits for a container's
 * lock, which a slow copy holds.
 *
 * @param reference letters, digits, `_`, `.` and `-` only
 */
export async function containersCalled(ask: Ask, reference: string): Promise<ListedContainer[]> {
  const pattern = `^${reference.replaceAll('.', '\\.')}`
  // Docker takes a name as a pattern and an id as its beginning (moby daemon/list.go, filterByNameIDMatches).
  const found = [await listContainers(ask, { name: [`${pattern}$`] })]
  if (isStartOfId(reference)) found.push(await listContainers(ask, { id: [reference] }))
  return found.flat()
}

export function isStartOfId(reference: string): boolean {
  return /^[0-9a-f]{1,64}$/.test(reference)
}

export function bindsAmong(mounts: MountPoint[]): Bind[] {
  return mounts
    .filter(({ Type }) => Type === 'bind')
    .map(({ Source, Destination }) => {
      if (
        typeof Source !== 'string' ||
        !Source.startsWith('/') ||
        typeof Destination !== 'string'
      ) {
        throw new Error('Docker lists mounts in an unknown way')
      }
      return { source: Source, target: Destination }
    })
}

/** A mount through which a copy would reach the host, by where the container has it. */
export async function hostMountAmong(ask: Ask, mounts: MountPoint[]): Promise<string | undefined> {
  for (const mount of mounts) {
    if (await reachesHost(ask, mount)) return String(mount.Destination)
  }
  return undefined
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
