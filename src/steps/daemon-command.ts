import { Refusal } from '../failure.ts'
import { dockerdFlags, unitVariables } from '../formats/docker-flags.ts'
import type { HostReader } from '../host/reader.ts'
import { unreadable } from './desired-file.ts'

export interface DaemonCommand {
  dockerd: string
  flags: string[]
  /** Its environment, as far as the unit sets it. */
  variables: ReadonlyMap<string, string>
}

/**
 * How the unit starts dockerd, drop-ins and environment files included.
 *
 * @throws Refusal where that cannot be known
 */
export async function daemonCommand(host: HostReader, service: string): Promise<DaemonCommand> {
  const unit = await host.unit(service)
  const dockerd = unit.state === 'present' ? unit.value.execStart[0] : undefined
  if (unit.state !== 'present' || dockerd === undefined) {
    throw unclear(service, 'It has no ExecStart that could be read.')
  }
  const { execStart, environment, environmentFiles } = unit.value
  const files = await Promise.all(environmentFiles.map((path) => environmentFile(host, path)))
  const variables = unitVariables(environment, files)
  return { dockerd, flags: dockerdFlags(execStart, variables), variables }
}

/** systemd itself has refused a missing one that is not optional: here it is simply empty. */
async function environmentFile(host: HostReader, path: string) {
  // systemd.exec(5): EnvironmentFile= may be a pattern, which only systemd resolves.
  if (/[*?[]/.test(path)) throw unclear(path, `It has EnvironmentFile=${path}, a pattern.`)
  const found = await host.file(path)
  if (found.state === 'unknown') throw unreadable(path, found.reason)
  return { path, text: found.state === 'present' ? found.value.text : '' }
}

function unclear(where: string, cause: string): Refusal {
  return new Refusal({
    code: 'docker-unit-unclear',
    what: "It is not clear with which flags Docker's unit starts dockerd.",
    where,
    cause,
    remedies: ['Look: systemctl cat docker.service', 'Set docker.service in the profile.'],
  })
}
