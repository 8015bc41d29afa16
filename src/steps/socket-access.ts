import template from '../../templates/docker-setfacl.service'
import { setfaclEntry } from '../formats/acl-text.ts'
import { commentText, fillTemplate } from '../formats/unit-template.ts'
import { plannedHost } from '../host/planned.ts'
import type { HostReader } from '../host/reader.ts'
import type { AclEntry } from '../plan/acl.ts'
import { valueOf } from '../plan/fact.ts'
import type { Note } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'
import { dockerSocket } from '../policy/places.ts'
import { aclUnit, pluginName, unitFolder } from './places.ts'
import { daemonLacks } from './daemon-lacks.ts'
import { resolveAccounts } from './resolve-accounts.ts'
import { accessChanges, closeAccess, entriesGivenBefore } from './socket-acl.ts'
import type { Step, StepResult } from './step.ts'
import { desiredUnitFiles } from './unit-changes.ts'

export const socketAccess: Step = {
  id: 'socket-access',
  title: 'Access to the Docker socket',
  async plan(host, profile) {
    const oldText = valueOf(await host.file(`${unitFolder}/${aclUnit}`))?.text
    const before = oldText === undefined ? [] : entriesGivenBefore(oldText)
    if (host.isImage) return await closedUntilBooted(host, profile, before)

    const wanted = await resolveAccounts(host, profile.socketAccess)
    if (wanted.length === 0) {
      return {
        changes: await closeAccess(host, before, 'the profile names nobody any more'),
        notes: [],
      }
    }

    const text = await unitText(host, profile, wanted)
    const why = 'gives access whenever the socket is made anew'
    const files = await desiredUnitFiles(host, [{ name: aclUnit, text, why }])
    const closed = await whyClosed(host, profile)
    const access = { files, wanted, before, open: closed === undefined }
    const changes = await accessChanges(plannedHost(host, files), access)
    return { changes: [...files, ...changes], notes: closed ? [closed] : [] }
  },
}

/** Whose ids these are only a running host knows, and whether it is fit to let anybody in. */
async function closedUntilBooted(
  host: HostReader,
  { socketAccess }: Profile,
  before: readonly AclEntry[],
): Promise<StepResult> {
  const changes = await closeAccess(host, before, 'who has access is looked up at the first boot')
  const namesNobody = socketAccess.groups.length + socketAccess.users.length === 0
  return { changes, notes: namesNobody ? [] : [opensWhenBooted] }
}

const opensWhenBooted: Note = {
  kind: 'later',
  text: 'the ids of those whom the profile names: they are looked up and let in at the first boot',
}

async function unitText(
  host: HostReader,
  { docker }: Profile,
  wanted: readonly AclEntry[],
): Promise<string> {
  const triggers = valueOf(await host.unit(docker.service))?.triggeredBy ?? []
  return fillTemplate(template, {
    NAMES: wanted
      .map((entry) => `# ${setfaclEntry(entry)}  ${commentText(entry.name ?? '')}`)
      .join('\n'),
    DOCKER_UNITS: [...triggers.filter((unit) => unit.endsWith('.socket')), docker.service].join(
      ' ',
    ),
    SETFACL: valueOf(await host.command('setfacl')) ?? '/usr/bin/setfacl',
    ENTRIES: wanted.map((entry) => `-m ${setfaclEntry(entry)}`).join(' '),
    SOCKET: dockerSocket,
  })
}

/** Nobody is let in while a Docker runs that does not protect the host from them. Undefined where none does. */
async function whyClosed(host: HostReader, { docker }: Profile): Promise<Note | undefined> {
  const running = await host.docker(docker.service)
  if (running.state === 'absent') return undefined
  if (running.state === 'unknown') {
    return { kind: 'later', text: `whether access can be given at once: ${running.reason}` }
  }
  const isHardened = daemonLacks(running.value, { authorizationPlugin: pluginName }).length === 0
  return isHardened ? undefined : opensLater
}

const opensLater: Note = {
  kind: 'manual',
  text: 'Access is given with the next start of Docker, for the one that runs now is not hardened.',
}
