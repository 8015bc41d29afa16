import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path/posix'

/** A device node of the host. */
export interface Device {
  path: string
  isBlock: boolean
}

/**
 * What Docker hands over for a path: the node, or of a folder all nodes in it, at any depth and
 * without following links (moby oci/devices_linux.go, DevicesFromPath).
 *
 * @param path whose names root alone can change, and none of which is a link
 * @throws where there is nothing
 */
export async function devicesAt(path: string): Promise<Device[]> {
  const found = await lstat(path)
  if (found.isDirectory()) {
    const entries = await readdir(path, { withFileTypes: true })
    const below = entries
      .filter((entry) => !entry.isSymbolicLink())
      .map((entry) => devicesAt(join(path, entry.name)))
    return (await Promise.all(below)).flat()
  }
  const isBlock = found.isBlockDevice()
  return isBlock || found.isCharacterDevice() ? [{ path, isBlock }] : []
}
