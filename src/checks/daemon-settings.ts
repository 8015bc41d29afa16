import { Refusal } from '../failure.ts'
import type { ApiSettings } from '../formats/tcp-hosts.ts'
import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'
import { daemonCommand } from '../steps/daemon-command.ts'

/**
 * What the daemon is told, by its flags and its file. Undefined where that cannot be read: the steps that
 * change it refuse that host, with line and column.
 */
export async function daemonSettings(
  host: HostReader,
  { docker }: Profile,
): Promise<ApiSettings | undefined> {
  try {
    const { flags } = await daemonCommand(host, docker.service)
    const text = valueOf(await host.file(docker.daemonConfig))?.text ?? '{}'
    const settings: unknown = JSON.parse(text)
    if (typeof settings !== 'object' || settings === null) return undefined
    return { flags, settings: settings as Record<string, unknown> }
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return undefined
    throw error
  }
}
