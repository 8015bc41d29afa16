import serviceTemplate from '../../templates/denyusernshost-callers.service'
import socketTemplate from '../../templates/denyusernshost-callers.socket'
import { fillTemplate } from '../formats/unit-template.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { callersService, callersSocketUnit, programPath } from './places.ts'
import {
  down,
  isFileOf,
  isStale,
  needsChange,
  unitChange,
  unitState,
  up,
  type UnitFile,
} from './unit-changes.ts'

const why = 'sees whose request it was when the plugin denies one'

export function callersUnits(node: string): UnitFile[] {
  const service = fillTemplate(serviceTemplate, { NODE: node, PROGRAM: programPath })
  return [
    { name: callersSocketUnit, text: socketTemplate, why },
    { name: callersService, text: service, why },
  ]
}

/** The service itself comes and goes with the questions that it is asked. */
export async function callersChanges(
  host: HostReader,
  files: readonly Change[],
  isWanted: boolean,
): Promise<Change[]> {
  const state = await unitState(host, callersSocketUnit)
  const wanted = isWanted ? up(host) : down
  if (needsChange(callersSocketUnit, state, wanted, files)) {
    const reason = isWanted ? why : 'nobody asks it'
    return [unitChange(callersSocketUnit, state, wanted, reason)]
  }
  if (state.active && files.some(isFileOf(callersSocketUnit))) {
    return [{ kind: 'unit-restart', unit: callersSocketUnit, why: 'its unit file changed' }]
  }
  const service = valueOf(await host.unit(callersService))
  if (!service || !(await isStale(host, service))) return []
  return [{ kind: 'unit-restart', unit: callersService, why: 'it still runs as before' }]
}
