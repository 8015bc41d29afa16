import { Failure, causeOf } from '../../failure.ts'
import type { Host, Progress } from '../../host/host.ts'
import type { RunningDocker } from '../../host/reader.ts'
import type { DockerRestart } from '../../plan/change.ts'
import { daemonLacks } from '../../steps/daemon-lacks.ts'
import { bringUp, unitFailure } from './unit.ts'

/** dockerd itself retries a plugin for about 15 s; restoring many containers takes minutes. */
const answerWithinMs = 300_000

export async function restartDocker(
  { service, expects }: DockerRestart,
  host: Host,
  progress: Progress,
): Promise<void> {
  progress(`restarting ${service}`)
  await bringUp('restart', service, host)
  progress('waiting for the Docker API')
  try {
    await host.dockerAnswers(answerWithinMs)
  } catch (error) {
    throw await unitFailure(service, causeOf(error), host)
  }
  const running = await host.docker(service)
  if (running.state !== 'present') {
    const said = running.state === 'unknown' ? running.reason : 'it does not run'
    throw await unitFailure(service, said, host)
  }
  const lacking = daemonLacks(running.value, expects)
  if (lacking.length > 0) throw notAsConfigured(service, lacking, running.value)
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
