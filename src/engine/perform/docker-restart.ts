import { Failure, causeOf } from '../../failure.ts'
import type { Host, Progress } from '../../host/host.ts'
import type { RunningDocker } from '../../host/reader.ts'
import type { DaemonState, DockerRestart, DockerReturn } from '../../plan/change.ts'
import { daemonLacks } from '../../steps/daemon-lacks.ts'
import { bringUp, unitFailure } from './unit.ts'

/** dockerd itself retries a plugin for about 15 s; restoring many containers takes minutes. */
const answerWithinMs = 300_000

export async function restartDocker(
  { service, expects }: DockerRestart,
  host: Host,
  progress: Progress,
): Promise<void> {
  // The boot does it.
  if (host.isImage) return
  const running = await restartAndLook(service, host, progress)
  const lacking = daemonLacks(running, expects)
  if (lacking.length > 0) throw notAsConfigured(service, lacking, running)
}

/** Docker with what it was configured with before; one that did not run then is only tried. */
export async function returnDocker(
  { service, after }: DockerReturn,
  host: Host,
  progress: Progress,
): Promise<void> {
  if (host.isImage) return
  if (after === undefined) {
    await restartAndLook(service, host, progress).catch(() => undefined)
    return
  }
  const running = await restartAndLook(service, host, progress)
  const differing = differences(running, after)
  if (differing.length > 0) throw notAsConfigured(service, differing, running)
}

function differences(running: RunningDocker, wanted: DaemonState): string[] {
  const list = ({ authorizationPlugins }: DaemonState) => authorizationPlugins.join(', ') || 'none'
  const differing: string[] = []
  if (running.userns !== wanted.userns) {
    differing.push(
      `the remap of user ids is ${running.userns ? 'on' : 'off'}, as it was not before`,
    )
  }
  if (list(running) !== list(wanted)) {
    differing.push(`it asks these authorization plugins: ${list(running)}; before: ${list(wanted)}`)
  }
  return differing
}

async function restartAndLook(
  service: string,
  host: Host,
  progress: Progress,
): Promise<RunningDocker> {
  progress(`restarting ${service}`)
  await bringUp('restart', service, host)
  progress('waiting for the Docker API')
  try {
    await host.dockerAnswers(answerWithinMs)
  } catch (error) {
    throw await unitFailure(service, causeOf(error), host)
  }
  const running = await host.docker(service)
  if (running.state === 'present') return running.value
  const said = running.state === 'unknown' ? running.reason : 'it does not run'
  throw await unitFailure(service, said, host)
}

function notAsConfigured(service: string, lacking: string[], running: RunningDocker): Failure {
  return new Failure({
    code: 'docker-not-as-configured',
    what: 'Docker runs again, but not as it is configured.',
    where: service,
    cause: lacking.join('\n'),
    remedies: [
      `Docker ${running.version} reads its configuration at start: journalctl -u ${service} -n 50`,
    ],
  })
}
