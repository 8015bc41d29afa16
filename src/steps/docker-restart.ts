import type { HostReader, RunningDocker } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import type { Note } from '../plan/plan.ts'
import { daemonLacks } from './daemon-lacks.ts'
import { pluginName, pluginService } from './places.ts'
import { remapIds } from './remap-user.ts'
import type { Step, StepResult } from './step.ts'

const nothing: StepResult = { changes: [], notes: [] }

/**
 * Restarts Docker where the running daemon does not do what its configuration says, whoever wrote
 * that and when: a run that was cut off before the restart is finished by the next.
 */
export const dockerRestart: Step = {
  id: 'docker-restart',
  title: 'Docker restart',
  async plan(host, profile) {
    const { service, restart } = profile.docker
    const remap = await remapIds(host, profile.remap)
    const expects = { authorizationPlugin: pluginName, ...(remap && { remap }) }
    const found = await host.docker(service)
    if (found.state === 'unknown')
      return { changes: [], notes: [await cannotAsk(host, service, found.reason)] }

    const running = valueOf(found)
    const lacking = running
      ? [...daemonLacks(running, expects), ...(await whyReread(host, profile.docker.daemonConfig))]
      : await whyStart(host, service)
    if (lacking.length === 0) return nothing
    const why = lacking.join('; ')
    if (restart === 'never') return { changes: [], notes: [leftToAdmin(service, why)] }
    const effects = running ? await effectsOn(host, running) : []
    return {
      changes: [{ kind: 'docker-restart', service, effects, expects, why }],
      notes: remap ? [] : [idsComeLater],
    }
  },
}

/** A daemon that was stopped on purpose stays so; one that failed is started with what is mended. */
async function whyStart(host: HostReader, service: string): Promise<string[]> {
  const unit = valueOf(await host.unit(service))
  return unit?.activeState === 'failed' ? ['Docker has failed and does not run'] : []
}

/** Docker does not tell what builds may do, so it is restarted for it by the run that writes it. */
async function whyReread(host: HostReader, daemonConfig: string): Promise<string[]> {
  const found = valueOf(await host.file(daemonConfig))
  // A change is planned for the file itself, not for a link to it.
  const file = found && valueOf(await host.file(found.path))
  return file?.changedAt === Infinity ? [`${daemonConfig} changes`] : []
}

async function effectsOn(host: HostReader, running: RunningDocker): Promise<string[]> {
  const names = valueOf(await host.runningContainers()) ?? []
  const effects: string[] = []
  if (names.length > 0) {
    const which = `${names.length} running: ${names.join(', ')}`
    effects.push(
      !running.userns
        ? `Running containers stop and do not come back (${which}).`
        : running.liveRestore
          ? `Running containers go on (live-restore; ${which}).`
          : `Running containers stop; those with a restart policy start again (${which}).`,
    )
  }
  if (!running.userns) effects.push(outOfSight(running))
  return effects
}

function outOfSight({ dataRoot, containers, images }: RunningDocker): string {
  return (
    `With the remap Docker begins with a new, empty data root. What is in ${dataRoot} now ` +
    `(${counted(containers, 'container')}, ${counted(images, 'image')}, and volumes) is not lost, but out of sight.`
  )
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

const idsComeLater: Note = {
  kind: 'later',
  text: 'which ids containers are mapped to: Docker makes the user dockremap and its subordinate ids when it starts',
}

function leftToAdmin(service: string, why: string): Note {
  return {
    kind: 'manual',
    text: `Restart Docker yourself (docker.restart is never): systemctl restart ${service}. Until then ${why}.`,
  }
}

/** A Docker whose plugin is down answers nobody, until this very plan brings the plugin back. */
async function cannotAsk(host: HostReader, service: string, reason: string): Promise<Note> {
  const pluginStartsNow = valueOf(await host.unit(pluginService))?.startedAt === Infinity
  const starting = valueOf(await host.unit(service))?.activeState === 'activating'
  // dockerd's own error names the plugin that it could not ask.
  const waitsForPlugin = pluginStartsNow && (starting || reason.includes(pluginName))
  const kind = waitsForPlugin ? 'later' : 'unreadable'
  return { kind, text: `whether Docker must be restarted: ${reason}` }
}
