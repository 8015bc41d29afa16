import { realpath } from 'node:fs/promises'

/** Where Docker and containerd keep images, containers and sockets by default (moby daemon/config). */
const defaults = ['/var/lib/docker', '/run/docker', '/var/lib/containerd', '/run/containerd']

/**
 * Docker's own folders as real paths. Under a remap the data root is a subfolder named by ids, and
 * its neighbours are those of other remaps (moby daemon_unix.go, setupDaemonRoot).
 */
export async function dockerFolders(ask: (path: string) => Promise<unknown>): Promise<string[]> {
  const info = await ask('/info')
  const { DockerRootDir } = (info ?? {}) as { DockerRootDir?: unknown }
  if (typeof DockerRootDir !== 'string' || !DockerRootDir.startsWith('/')) {
    throw new Error('Docker does not say where its data root is')
  }
  const dataRoot = DockerRootDir.replace(/\/\d+\.\d+$/, '')
  return Promise.all([dataRoot, ...defaults].map((path) => realpath(path).catch(() => path)))
}
