import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'
import { daemonCommand } from '../steps/daemon-command.ts'

/** The running Docker's version, or that of the dockerd that will run where none does; undefined where neither is known. */
export async function dockerVersion(
  host: HostReader,
  { docker }: Profile,
): Promise<string | undefined> {
  const running = valueOf(await host.docker(docker.service))
  if (running) return running.version
  try {
    const { dockerd } = await daemonCommand(host, docker.service)
    const trust = valueOf(await host.pathTrust(dockerd))
    if (!trust || trust.weakness !== undefined) return undefined
    // `Docker version 26.1.5+dfsg1, build 411e817`
    return /^Docker version ([^,\s]+)/.exec(valueOf(await host.versionOf(dockerd)) ?? '')?.[1]
  } catch (error) {
    // Told by the step that needs the unit.
    if (error instanceof Refusal) return undefined
    throw error
  }
}
