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
import type { Step } from './step.ts'
import { desiredUnitFiles } from './unit-changes.ts'

export const socketAccess: Step = {
  id: 'socket-access',
  title: 'Access to the Docker socket',
  async plan(host, profile) {
    const wanted = await resolveAccounts(host, profile.socketAccess)
    const oldText = valueOf(await host.file(`${unitFolder}/${aclUnit}`))?.text
    const before = oldText === undefined ? [] : entriesGivenBefore(oldText)
    if (wanted.length === 0) return { changes: await closeAccess(host, before), notes: [] }

    const text = await unitText(host, profile, wanted)
    const why = 'gives access whenever the socket is made anew'
    const files = await desiredUnitFiles(host, [{ name: aclUnit, text, why }])
    const closed = await whyClosed(host, profile)
    const access = { files, wanted, before, open: closed === undefined }
    const changes = await accessChanges(plannedHost(host, files), access)
    return { changes: [...files, ...changes], notes: closed ? [closed] : [] }
  },
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
