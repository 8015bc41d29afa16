import type { Check, Finding } from '../../checks/check.ts'
import type { HostReader } from '../../host/reader.ts'
import { rememberedHost } from '../../host/remembered.ts'
import { worst, type AreaState, type AreaStatus, type Status } from '../../plan/status.ts'
import type { Profile } from '../../profile/schema.ts'
import { pluginService } from '../../steps/places.ts'
import { areas, type Area } from './areas.ts'
import { lookAtStep, type Look } from './look-at-step.ts'

/**
 * What a host is, area by area, without changing anything.
 *
 * @param profilePath where the profile was read from; null for the built-in one
 */
export async function survey(
  machine: HostReader,
  profile: Profile,
  profilePath: string | null,
): Promise<Status> {
  const host = rememberedHost(machine)
  const there = areas.filter(({ ofImage }) => !host.isImage || ofImage !== false)
  const found = await Promise.all(there.map((area) => lookAt(area, host, profile)))
  const told = found.filter(({ state }, index) => {
    const isQuiet = !host.isImage && there[index]?.quietOfHost
    return !isQuiet || state !== 'ok'
  })
  return { version: 1, profile: profilePath, areas: withoutFollowers(told) }
}

async function lookAt(area: Area, host: HostReader, profile: Profile): Promise<AreaStatus> {
  const { step, checks = [], asksDocker = false } = area
  const looks = [
    ...(asksDocker && !host.isImage ? await unlessDockerAnswers(host, profile) : []),
    ...(step ? await lookAtStep(step, host, profile) : []),
    ...(await Promise.all(checks.map((check) => lookWith(check, host, profile)))).flat(),
  ]
  return {
    ...toldOf(area, host),
    state: worst(looks.map(({ state }) => state)),
    findings: looks.flatMap(({ findings }) => findings),
  }
}

function toldOf(
  { id, title, severity, reference, fine, ofImage }: Area,
  { isImage }: HostReader,
): Omit<AreaStatus, 'state' | 'findings'> {
  return {
    id,
    title,
    severity,
    ...(reference !== undefined && { reference }),
    fine: isImage && ofImage ? ofImage : fine,
  }
}

async function unlessDockerAnswers(host: HostReader, { docker }: Profile): Promise<Look[]> {
  const found = await host.docker(docker.service)
  if (found.state === 'present') return []
  const what =
    found.state === 'absent' ? 'Docker does not run.' : `Docker does not answer: ${found.reason}`
  const remedies = [
    `See how both are: systemctl status ${docker.service} ${pluginService}`,
    'Who may not use Docker asks as root: sudo npx userns-harden status',
  ]
  return [{ state: 'unknown', findings: [{ code: 'docker-silent', what, remedies }] }]
}

const weights: Record<Finding['weight'], AreaState> = {
  forbids: 'drift',
  'forbids-changes': 'warn',
  warns: 'warn',
  unseen: 'unknown',
}

async function lookWith(check: Check, host: HostReader, profile: Profile): Promise<Look[]> {
  const findings = await check(host, profile)
  return findings.map(({ weight, problem }) => ({ state: weights[weight], findings: [problem] }))
}

/** A plugin that runs as before its program was replaced is told with the program. */
function withoutFollowers(found: AreaStatus[]): AreaStatus[] {
  const program = found.find(({ id }) => id === 'plugin-files')
  if (program?.state === 'ok') return found
  return found.map((area) =>
    area.id === 'plugin-units' && area.findings.every(({ code }) => code === 'unit-restart-differs')
      ? { ...area, state: 'ok', findings: [] }
      : area,
  )
}
