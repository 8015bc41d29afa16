import { stat } from 'node:fs/promises'
import { askDocker } from './ask-docker.ts'
import { containersCalled, hostMountAmong } from './containers.ts'
import { devicesAt } from './devices.ts'
import { dockerFolders } from './docker-folders.ts'
import type { HostFacts } from './facts.ts'
import { isLasting } from './lasting.ts'
import { NameClaims } from './name-claims.ts'
import { OutsideRemap } from './outside-remap.ts'
import { seePath } from './seen-path.ts'
import { bindsMadeByStart } from './started-binds.ts'

/** The host that the plugin runs on, and the Docker that asks it. */
export interface RealHost extends HostFacts {
  /** Docker has started anew: what was known of it is no longer. */
  forget(): void
}

export function realHost(dockerSocket: string): RealHost {
  const ask = (path: string) => askDocker(dockerSocket, path)
  const claims = new NameClaims()
  let folders: Promise<string[]> | undefined
  let outside = new OutsideRemap(ask)
  return {
    claims,
    seePath,
    devicesAt,
    isLasting,
    exists: (path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    dockerFolders() {
      folders ??= dockerFolders(ask).catch((error: unknown) => {
        folders = undefined
        throw error
      })
      return folders
    },
    containersCalled: (reference) => containersCalled(ask, reference),
    hostMountAmong: (mounts) => hostMountAmong(ask, mounts),
    bindsMadeByStart: (reference) => bindsMadeByStart(ask, reference),
    containersOutsideRemap: () => outside.containers(),
    forget() {
      folders = undefined
      outside = new OutsideRemap(ask)
      claims.releaseAll()
    },
  }
}
