import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'

/** What root in a container is on the host, as the running Docker has it; undefined without a remap. */
export async function containerRoot(
  host: HostReader,
  service: string,
): Promise<number | undefined> {
  const running = valueOf(await host.docker(service))
  // Named after the remapped root's ids (moby daemon_unix.go, setupDaemonRoot).
  const uid = /\/(\d+)\.\d+$/.exec(running?.dataRoot ?? '')?.[1]
  return uid === undefined ? undefined : Number(uid)
}
