import template from '../../templates/docker-setfacl.service'
import { setfaclEntry } from '../formats/acl-text.ts'
import { commentText, fillTemplate } from '../formats/unit-template.ts'
import { plannedHost } from '../host/planned.ts'
import type { HostReader } from '../host/reader.ts'
import type { AclEntry } from '../plan/acl.ts'
import { valueOf } from '../plan/fact.ts'
import type { Note } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'
import { aclUnit, dockerSocket, pluginName, unitFolder } from './places.ts'
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
    const open = await mayOpen(host, profile)
    const changes = await accessChanges(plannedHost(host, files), { files, wanted, before, open })
    return { changes: [...files, ...changes], notes: open ? [] : [opensLater] }
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

/** Nobody is let in while a Docker runs that does not protect the host from them. */
async function mayOpen(host: HostReader, { docker }: Profile): Promise<boolean> {
  const running = await host.docker(docker.service)
  if (running.state === 'unknown') return false
  const expects = { authorizationPlugin: pluginName }
  return running.state === 'absent' || daemonLacks(running.value, expects).length === 0
}

const opensLater: Note = {
  kind: 'manual',
  text: 'Access is given with the next start of Docker, for the one that runs now is not hardened.',
}
