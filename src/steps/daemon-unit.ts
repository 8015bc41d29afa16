import { dirname } from 'node:path'
import template from '../../templates/docker-without-http2.conf'
import { Refusal } from '../failure.ts'
import { plannedHost } from '../host/planned.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { daemonCommand } from './daemon-command.ts'
import { desiredFile, desiredFolder } from './desired-file.ts'
import { unitFolder } from './places.ts'
import type { Step } from './step.ts'

/** Go takes a list, of which the last of equal names counts (go.dev/doc/godebug). */
const http2Off = 'http2server=0'

/**
 * Docker from 29.2 on speaks HTTP/2 on its socket. gRPC is then served before any plugin is asked, and of two
 * Content-Lengths Go may read the first while the plugin is shown the last (moby
 * daemon/command/httphandler.go; tried with 29.7.2). For older Docker too, so that an upgrade finds it there.
 */
export const daemonUnit: Step = {
  id: 'daemon-unit',
  title: "Docker's unit",
  async plan(host, profile) {
    const { service } = profile.docker
    const { variables } = await daemonCommand(host, service)
    const set = variables.get('GODEBUG')
    if (set !== undefined && set !== http2Off) {
      if (isOff(set)) return { changes: [], notes: [] }
      throw setOtherwise(service, set)
    }
    const path = `${unitFolder}/${service}.d/userns-harden.conf`
    const folder = await desiredFolder(host, dirname(path), "holds what is added to Docker's unit")
    const why = 'keeps Docker from HTTP/2, by which requests pass the plugin'
    const files = await desiredFile(host, path, template, why)
    return { changes: [...folder, ...files, ...(await reload(host, service, files))], notes: [] }
  },
}

function isOff(godebug: string): boolean {
  const settings = godebug.split(',').filter((one) => one.startsWith('http2server='))
  return settings.at(-1) === http2Off
}

async function reload(
  host: HostReader,
  service: string,
  files: readonly Change[],
): Promise<Change[]> {
  const unit = valueOf(await plannedHost(host, files).unit(service))
  if (!unit?.needsReload) return []
  return [{ kind: 'daemon-reload', why: "systemd has not read Docker's unit as it is now" }]
}

function setOtherwise(service: string, found: string): Refusal {
  return new Refusal({
    code: 'godebug-set',
    what: `Docker's environment has GODEBUG=${found}, and apply would have to change it to keep Docker from HTTP/2.`,
    where: service,
    remedies: [
      `Add ",${http2Off}" to it where it is set: systemctl cat ${service}; grep -s GODEBUG /etc/default/docker`,
    ],
  })
}
