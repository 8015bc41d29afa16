/** One GET to Docker's API: the JSON that it answered. */
export type Ask = (path: string) => Promise<unknown>

export interface ListedContainer {
  id: string
  /** Without the slash that Docker puts before each. */
  names: string[]
  mounts: MountPoint[]
}

/** moby api/types/container, MountPoint, of a container in a list. */
export interface MountPoint {
  Type?: unknown
  Name?: unknown
  Driver?: unknown
  Source?: unknown
  Destination?: unknown
}

/**
 * Containers, running or not.
 * @param filters as Docker's API takes them
 * @throws where Docker's list does not read as one
 */
export async function listContainers(
  ask: Ask,
  filters: Record<string, string[]> = {},
): Promise<ListedContainer[]> {
  const query = encodeURIComponent(JSON.stringify(filters))
  const found = await ask(`/containers/json?all=1&filters=${query}`)
  if (!Array.isArray(found)) throw new Error(unknown)
  return found.map(listed)
}

const unknown = 'Docker lists containers in an unknown way'

function listed(container: { Id?: unknown; Names?: unknown; Mounts?: unknown }): ListedContainer {
  const { Id: id, Names, Mounts } = container
  const names = Names ?? []
  const mounts = Mounts ?? []
  if (typeof id !== 'string' || !Array.isArray(names) || !Array.isArray(mounts)) {
    throw new Error(unknown)
  }
  const bareNames = names.map((name) => String(name).replace(/^\//, ''))
  return { id, names: bareNames, mounts: mounts as MountPoint[] }
}
