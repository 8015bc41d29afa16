import serviceTemplate from '../../templates/denyusernshost.service'
import socketTemplate from '../../templates/denyusernshost.socket'
import ownBuildTemplate from '../../templates/denyusernshost-own-build.service'
import { fillTemplate } from '../formats/unit-template.ts'
import { plannedHost } from '../host/planned.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change, UnitState } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { policyPath } from '../policy/places.ts'
import type { Profile } from '../profile/schema.ts'
import { callersChanges, callersUnits } from './callers-units.ts'
import { pluginService, pluginSocket, pluginSocketUnit, programPath } from './places.ts'
import type { Step } from './step.ts'
import { trustedNode } from './trusted-node.ts'
import {
  desiredUnitFiles,
  down,
  isFileOf,
  isStale,
  needsChange,
  unitChange,
  unitState,
  up,
  type UnitFile,
} from './unit-changes.ts'

export const pluginUnits: Step = {
  id: 'plugin-units',
  title: 'Authorization plugin: units',
  async plan(host, profile) {
    const units = await wantedUnits(host, profile)
    const files = await desiredUnitFiles(host, units)
    const bySocket = profile.plugin.source === 'builtin'
    const after = plannedHost(host, files)
    const states = await stateChanges(after, files, bySocket)
    const callers = await callersChanges(after, files, bySocket)
    return { changes: [...files, ...callers, ...states], notes: [] }
  },
}

async function wantedUnits(host: HostReader, { plugin, docker }: Profile): Promise<UnitFile[]> {
  const places = { DOCKER_SERVICE: docker.service, PROGRAM: programPath }
  const why = 'runs the plugin'
  if (plugin.source === 'file') {
    return [{ name: pluginService, text: fillTemplate(ownBuildTemplate, places), why }]
  }
  const node = await trustedNode(host)
  const text = fillTemplate(serviceTemplate, {
    ...places,
    NODE: node,
    DOCKER_GROUP: await socketGroup(host),
  })
  return [
    {
      name: pluginSocketUnit,
      text: fillTemplate(socketTemplate, { DOCKER_SERVICE: docker.service }),
      why: 'holds the socket, so that requests wait while the plugin restarts',
    },
    { name: pluginService, text, why },
    ...callersUnits(node),
  ]
}

/** Whom the socket belongs to besides root (docker.socket); a unit with a group that is not there would not start. */
async function socketGroup(host: HostReader): Promise<string> {
  return (await host.group('docker')).state === 'present' ? 'docker' : ''
}

/** What to enable, start, stop and restart once the files are there. */
async function stateChanges(
  host: HostReader,
  files: readonly Change[],
  bySocket: boolean,
): Promise<Change[]> {
  const service = await unitState(host, pluginService)
  const socket = await unitState(host, pluginSocketUnit)
  const socketWanted = bySocket ? up(host) : down
  const socketChanged = files.some(isFileOf(pluginSocketUnit))
  const takeOver = socket.active !== socketWanted.active || (socket.active && socketChanged)
  const changes: Change[] = []

  if (takeOver && service.active) {
    const why = 'the socket changes hands, which systemd does only while the plugin is stopped'
    changes.push(unitChange(pluginService, service, { ...service, active: false }, why))
    service.active = false
  }
  if (takeOver && socket.active) {
    const why = bySocket ? 'its unit file changed' : 'the plugin makes its socket itself'
    changes.push(unitChange(pluginSocketUnit, socket, { enabled: bySocket, active: false }, why))
    Object.assign(socket, { enabled: bySocket, active: false })
  }
  if (needsChange(pluginSocketUnit, socket, socketWanted, files)) {
    const why = bySocket
      ? 'Docker asks the plugin through it'
      : 'the plugin makes its socket itself'
    changes.push(unitChange(pluginSocketUnit, socket, socketWanted, why))
  }
  changes.push(...(await serviceChanges(host, service, files)))
  return changes
}

async function serviceChanges(
  host: HostReader,
  service: UnitState,
  files: readonly Change[],
): Promise<Change[]> {
  const changes: Change[] = []
  const wanted = up(host)
  if (needsChange(pluginService, service, wanted, files)) {
    const why = service.active ? 'starts with Docker' : 'answers Docker before each request'
    const answers = wanted.active && { answersOn: pluginSocket }
    changes.push({ ...unitChange(pluginService, service, wanted, why), ...answers })
  }
  const unit = valueOf(await host.unit(pluginService))
  if (service.active && unit && (await isStale(host, unit, [policyPath]))) {
    const why = 'it still runs as before; Docker requests wait for the moment'
    const unit = pluginService
    changes.push({ kind: 'unit-restart', unit, why, answersOn: pluginSocket })
  }
  return changes
}
