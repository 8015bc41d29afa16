import type { RunningDocker } from '../host/reader.ts'
import type { DaemonExpectation } from '../plan/change.ts'

/** What the running daemon does not do although it should: a sentence each, none when all is well. */
export function daemonLacks(running: RunningDocker, expects: DaemonExpectation): string[] {
  const lacking: string[] = []
  if (!running.userns) lacking.push('the running Docker does not map user ids')
  else if (!usesRemap(running, expects)) {
    lacking.push(`the running Docker maps to another range of ids: ${running.dataRoot}`)
  }
  if (!running.authorizationPlugins.includes(expects.authorizationPlugin)) {
    lacking.push(`the running Docker does not ask ${expects.authorizationPlugin}`)
  }
  if (running.http2) {
    lacking.push('the running Docker speaks HTTP/2, by which requests pass the plugin')
  }
  return lacking
}

/** With a remap the data root is a subfolder named by the ids of its root (moby daemon_unix.go setupDaemonRoot). */
function usesRemap({ dataRoot }: RunningDocker, { remap }: DaemonExpectation): boolean {
  return remap === undefined || dataRoot.endsWith(`/${remap.uid}.${remap.gid}`)
}
