import { stat } from 'node:fs/promises'
import type { MountPoint } from '../../../src/authz/facts/container-list.ts'
import { bindsAmong, hostMountAmong } from '../../../src/authz/facts/containers.ts'
import type { Device } from '../../../src/authz/facts/devices.ts'
import { isLasting } from '../../../src/authz/facts/lasting.ts'
import type { HostFacts } from '../../../src/authz/facts/facts.ts'
import { NameClaims } from '../../../src/authz/facts/name-claims.ts'
import { seePath } from '../../../src/authz/facts/seen-path.ts'

/** Docker's socket is what clients most often mount, and not everywhere that tests run. */
const firmPaths = new Map([['/var/run/docker.sock', '/run/docker.sock']])

const nodes: Device[] = [
  { path: '/dev/fuse', isBlock: false },
  { path: '/dev/nvidia-uvm.0+ü', isBlock: false },
  { path: '/dev/dri/card0', isBlock: false },
  { path: '/dev/dri/renderD128', isBlock: false },
  { path: '/dev/vda', isBlock: true },
  { path: '/dev/mixed/node', isBlock: false },
  { path: '/dev/mixed/disk', isBlock: true },
]
for (const path of [...nodes.map((node) => node.path), '/dev/dri', '/dev/mixed'])
  firmPaths.set(path, path)
firmPaths.set('/dev/link', '/dev/fuse')

/** The paths of this very machine (Debian's), a Docker in its usual place, these devices, and these containers by any name. */
export function factsWith(containers: MountPoint[][] = [[]]): HostFacts {
  return {
    claims: new NameClaims(),
    seePath: (path) => {
      const firm = firmPaths.get(path)
      return firm === undefined ? seePath(path) : Promise.resolve({ firm, loose: '', exists: true })
    },
    devicesAt: (path) =>
      Promise.resolve(nodes.filter((node) => `${node.path}/`.startsWith(`${path}/`))),
    exists: (path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    isLasting: (path) =>
      [...firmPaths.values()].includes(path) ? Promise.resolve(true) : isLasting(path),
    containersOutsideRemap: () =>
      Promise.resolve([{ id: 'bad0'.padEnd(64, '0'), names: ['outside', 'linked/outside'] }]),
    dockerFolders: () => Promise.resolve(['/var/lib/docker', '/run/docker', '/run/containerd']),
    containersCalled: () =>
      Promise.resolve(containers.map((mounts) => ({ id: 'c'.repeat(64), mounts }))),
    hostMountAmong: (mounts) => hostMountAmong(() => Promise.resolve({ Options: null }), mounts),
    bindsMadeByStart: () => Promise.resolve(containers.flatMap(bindsAmong)),
  }
}
