import template from '../../templates/userns-harden-first-boot.service'
import { fillTemplate } from '../formats/unit-template.ts'
import { plannedHost } from '../host/planned.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'
import { builtinProgram } from './builtin-programs.ts'
import { contentOf, contentOfText, desiredProgram } from './desired-program.ts'
import { firstBootPath, firstBootUnit, unitFolder } from './places.ts'
import type { Step } from './step.ts'
import { trustedNode } from './trusted-node.ts'
import { desiredUnitFiles, needsChange, unitChange, unitState, up } from './unit-changes.ts'

/**
 * What only a host that runs can show (ids, groups, its kernel, what its Docker does) is looked at when an image is booted
 * for the first time, by an `apply` of its own. That one takes away what has started it.
 */
export const firstBoot: Step = {
  id: 'first-boot',
  title: 'First boot',
  async plan(host, profile) {
    return { changes: host.isImage ? await prepared(host, profile) : await over(host), notes: [] }
  },
}

async function prepared(host: HostReader, { docker }: Profile): Promise<Change[]> {
  const why = 'checks the host when it is booted, and then gives access'
  const text = await builtinProgram('first-boot')
  const program = await desiredProgram(host, firstBootPath, contentOfText(text), {
    from: 'first-boot',
    whyNew: why,
    whyOther: 'what stands there is another version',
  })
  const unit = fillTemplate(template, {
    DOCKER_SERVICE: docker.service,
    NODE: await trustedNode(host),
    PROGRAM: firstBootPath,
  })
  const files = await desiredUnitFiles(host, [{ name: firstBootUnit, text: unit, why }])
  const now = await unitState(plannedHost(host, files), firstBootUnit)
  const enabled = needsChange(firstBootUnit, now, up(host), files)
    ? [unitChange(firstBootUnit, now, up(host), why)]
    : []
  return [...program, ...files, ...enabled]
}

/** What an image has brought for its first boot goes, once all else is as it should be. */
async function over(host: HostReader): Promise<Change[]> {
  const why = 'the first boot of this image is over'
  const unitFile = valueOf(await host.file(`${unitFolder}/${firstBootUnit}`))
  const program = valueOf(await host.program(firstBootPath))
  const changes: Change[] = []
  if (unitFile) {
    changes.push(...(await disabled(host, why)))
    const { path, text, mode, uid, gid } = unitFile
    const before = { text, mode, uid, gid }
    changes.push({ kind: 'removal', of: 'file', path, before, why })
    changes.push({ kind: 'daemon-reload', why: 'systemd forgets its unit' })
  }
  if (program) {
    const { path } = program
    changes.push({ kind: 'removal', of: 'program', path, before: contentOf(program), why })
  }
  return changes
}

/** While it runs it is what makes this very plan, and goes on; where it waits for another try it is stopped. */
async function disabled(host: HostReader, why: string): Promise<Change[]> {
  const unit = valueOf(await host.unit(firstBootUnit))
  if (!unit) return []
  const waits = unit.activeState === 'activating'
  const before = { enabled: unit.enabled, active: waits || unit.activeState === 'active' }
  const after = { enabled: false, active: before.active && !waits }
  return unit.enabled || waits ? [unitChange(firstBootUnit, before, after, why)] : []
}
