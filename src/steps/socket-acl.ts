import type { HostReader } from '../host/reader.ts'
import { grants, isSameAccount, readWrite, type AclEntry } from '../plan/acl.ts'
import type { Change } from '../plan/change.ts'
import { dockerSocket } from '../policy/places.ts'
import { aclUnit } from './places.ts'
import { down, needsChange, unitChange, unitState } from './unit-changes.ts'

interface Access {
  /** Changes of the unit's file that are planned already. */
  files: readonly Change[]
  wanted: readonly AclEntry[]
  /** What an earlier apply gave. */
  before: readonly AclEntry[]
  /** Whether access may be given now, and not only with the next start of Docker. */
  open: boolean
}

/** `-m g:70001:rw` in a unit of ours: the ids that an earlier apply resolved to. */
const givenEntry = /-m ([gu]):(\d+):rw\b/g

export function entriesGivenBefore(unitFile: string): AclEntry[] {
  return [...unitFile.matchAll(givenEntry)].map(([, tag, id]) => ({
    tag: tag === 'g' ? 'group' : 'user',
    id: Number(id),
    rights: readWrite,
  }))
}

/** Enables the unit, and has it give what the socket lacks. */
export async function accessChanges(
  host: HostReader,
  { files, wanted, before, open }: Access,
): Promise<Change[]> {
  const state = await unitState(host, aclUnit)
  const found = await host.acl(dockerSocket)
  const has = found.state === 'present' ? found.value : []
  const give = wanted.filter((entry) => !grants(has, entry))
  const take = stillThere(has, withoutSame(before, wanted))
  const toOpen = open && found.state !== 'absent'
  const changes: Change[] = []

  // Where rights are missing the unit gives them when it is restarted below.
  const after = { enabled: true, active: state.active || (toOpen && give.length === 0) }
  if (needsChange(aclUnit, state, after, files)) {
    const why = 'comes back with the socket, at boot and after each restart'
    changes.push(unitChange(aclUnit, state, after, why))
  }
  if (toOpen && (give.length > 0 || take.length > 0)) {
    const known = found.state === 'present' && { before: found.value }
    const why = 'the rights that the profile names'
    changes.push({ kind: 'acl', path: dockerSocket, unit: aclUnit, ...known, give, take, why })
  }
  return changes
}

/** Takes back what an earlier apply gave. */
export async function closeAccess(
  host: HostReader,
  before: readonly AclEntry[],
  why: string,
): Promise<Change[]> {
  if (before.length === 0) return []
  const changes: Change[] = []
  const state = await unitState(host, aclUnit)
  if (state.enabled || state.active) {
    changes.push(unitChange(aclUnit, state, down, why))
  }
  const found = await host.acl(dockerSocket)
  const has = found.state === 'present' ? found.value : []
  const take = stillThere(has, before)
  if (take.length > 0) {
    changes.push({
      kind: 'acl',
      path: dockerSocket,
      unit: aclUnit,
      before: has,
      give: [],
      take,
      why,
    })
  }
  return changes
}

function stillThere(has: readonly AclEntry[], entries: readonly AclEntry[]): AclEntry[] {
  return entries.filter((entry) => has.some((one) => isSameAccount(one, entry)))
}

function withoutSame(entries: readonly AclEntry[], others: readonly AclEntry[]): AclEntry[] {
  return entries.filter((entry) => !others.some((one) => isSameAccount(one, entry)))
}
