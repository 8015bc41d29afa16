import type { FoundUnit, HostReader } from '../../host/reader.ts'

/** Which Docker this is, whether it runs, and what it came with. */
export async function dockerText(host: HostReader, service: string): Promise<string> {
  const unit = await host.unit(service)
  if (unit.state === 'unknown') return `not known: ${unit.reason}`
  if (unit.state === 'absent') return `not installed: there is no ${service}`
  return `${await runningText(host, service, unit.value)}; ${await originText(host, unit.value)}`
}

async function runningText(
  host: HostReader,
  service: string,
  { activeState }: FoundUnit,
): Promise<string> {
  const running = await host.docker(service)
  if (running.state === 'present') return `version ${running.value.version}, runs`
  if (running.state === 'unknown') return `runs, and cannot be asked (${running.reason})`
  return activeState === 'failed' ? 'has failed and does not run' : 'does not run'
}

async function originText(host: HostReader, { execStart }: FoundUnit): Promise<string> {
  const [dockerd] = execStart
  if (dockerd === undefined) return 'its unit starts no program'
  const found = await host.packageOf(dockerd)
  if (found.state === 'present') return `package ${found.value.name} ${found.value.version}`
  return found.state === 'absent'
    ? `${dockerd} is of no package`
    : `the package of ${dockerd} is not known`
}
