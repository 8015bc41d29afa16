import type { ListedContainer, MountPoint } from './container-list.ts'
import type { Bind } from './containers.ts'
import type { Device } from './devices.ts'
import type { NameClaims } from './name-claims.ts'
import type { SeenPath } from './seen-path.ts'

/** What the rules may find out about the host. All of it may reject: what cannot be found out is denied. */
export interface HostFacts {
  /** A path of the host, as far as root alone can change its names. */
  seePath(path: string): Promise<SeenPath>
  /** Whether something stands there now. Others may change that at any time. */
  exists(path: string): Promise<boolean>
  /** Whether its folders are there at every boot: a file system in memory forgets them. */
  isLasting(path: string): Promise<boolean>
  /** The device nodes that Docker hands over for a path. */
  devicesAt(path: string): Promise<Device[]>
  /** Docker's own folders, as real paths. */
  dockerFolders(): Promise<string[]>
  /** The containers that Docker may take a reference for. */
  containersCalled(reference: string): Promise<Pick<ListedContainer, 'id' | 'mounts'>[]>
  /** Where a container has a mount through which a copy would reach the host. */
  hostMountAmong(mounts: MountPoint[]): Promise<string | undefined>
  /** The binds whose source Docker makes, where it is missing, when it starts what a reference may stand for. */
  bindsMadeByStart(reference: string): Promise<Bind[]>
  /** Containers in the host's own user namespace, from before the plugin was asked or by another policy. */
  containersOutsideRemap(): Promise<Pick<ListedContainer, 'id' | 'names'>[]>
  claims: NameClaims
}
