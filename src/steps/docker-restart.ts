import type { HostReader, RunningDocker } from '../host/reader.ts'
import type { Change, Holdings } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import type { Note } from '../plan/plan.ts'
import { carry, leftToLoad, noImages, type CarriedImages } from './carried-images.ts'
import { daemonLacks } from './daemon-lacks.ts'
import { pluginName, pluginService } from './places.ts'
import { makesAccount, remapIds } from './remap-user.ts'
import { daemonState, restartEffects } from './restart-effects.ts'
import type { Step } from './step.ts'

/**
 * Restarts Docker where the running daemon does not do what its configuration says, whoever wrote
 * that and when: a run that was cut off before the restart is finished by the next.
 */
export const dockerRestart: Step = {
  id: 'docker-restart',
  title: 'Docker restart',
  async plan(host, profile, { carryImages }) {
    if (host.isImage) return { changes: [], notes: [] }
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
    if (lacking.length === 0) return { changes: await leftToLoad(host, running), notes: [] }
    const why = lacking.join('; ')
    if (restart === 'never') return { changes: [], notes: [leftToAdmin(service, why)] }
    const carried =
      carryImages && running && !running.userns ? await carry(host, running) : noImages
    const change: Change = {
      kind: 'docker-restart',
      service,
      effects: running ? await restartEffects(host, running, { userns: true }) : [],
      ...(running && { before: daemonState(running) }),
      expects,
      ...(running && (await outOfSight(host, running, carried))),
      ...(await makesAccount(host, profile.remap)),
      why,
    }
    return {
      changes: [...carried.before, change, ...carried.after],
      notes: remap ? [] : [idsComeLater],
    }
  },
}

async function outOfSight(
  host: HostReader,
  { userns, dataRoot, containers, images }: RunningDocker,
  carried: CarriedImages,
): Promise<{ outOfSight?: Holdings }> {
  if (userns) return {}
  // Who may not look into it has Docker's own count, which knows no volumes.
  const held = valueOf(await host.holdings(dataRoot)) ?? { containers, images, volumes: 0 }
  const left = carried.after.length > 0 ? { ...held, images: 0 } : held
  return left.containers + left.images + left.volumes === 0 ? {} : { outOfSight: left }
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
