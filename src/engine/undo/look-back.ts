import { Bug } from '../../failure.ts'
import type { HostReader } from '../../host/reader.ts'
import type { Change } from '../../plan/change.ts'
import { valueOf } from '../../plan/fact.ts'
import type { PerformedChange } from '../../plan/net-changes.ts'
import { aclAsBefore } from './acl-as-before.ts'
import { dockerAsBefore } from './docker-as-before.ts'
import { fileAsBefore, programAsBefore } from './file-as-before.ts'
import { nothing, undoneBy, type LookBack } from './looked-back.ts'

const whyAgain = 'runs again what it ran before'

/** Compares three: what was there before, what was made of it, and what is there now. */
export async function lookBack(performed: PerformedChange, host: HostReader): Promise<LookBack> {
  const { change } = performed
  switch (change.kind) {
    case 'file':
      return await fileAsBefore(change, performed.kept, host)
    case 'program':
      return await programAsBefore(change, performed.kept, host)
    case 'directory': {
      const { path, after } = change
      if (change.before || (await host.directory(path)).state === 'absent') return nothing
      const why = 'made by apply; stays when anything else is in it'
      return undoneBy({ kind: 'removal', of: 'folder', path, before: after, why })
    }
    case 'removal':
      return await madeAgain(change, performed.kept, host)
    case 'package': {
      const names = performed.installed ?? []
      const why = 'came with apply'
      return names.length === 0 ? nothing : undoneBy({ kind: 'package-removal', names, why })
    }
    case 'unit':
      return await unitAsBefore(change, host)
    case 'unit-restart':
      return { ...nothing, refreshes: [{ ...change, why: whyAgain }] }
    case 'acl':
      return await aclAsBefore(change, host)
    case 'docker-restart':
      return await dockerAsBefore(change, host)
    case 'docker-return': {
      const { kind, service, before } = change
      const after = before && { after: before }
      return undoneBy({ kind, service, effects: [], ...after, why: 'as before' })
    }
    case 'image-save': {
      const { path } = change
      const why = 'not needed any more'
      return undoneBy({ kind: 'removal', of: 'archive', path, why })
    }
    case 'image-load':
    case 'daemon-reload':
    case 'package-removal':
    case 'account-removal':
      return nothing
  }
}

async function unitAsBefore(
  { unit, before, answersOn }: Extract<Change, { kind: 'unit' }>,
  host: HostReader,
): Promise<LookBack> {
  const found = valueOf(await host.unit(unit))
  const now = {
    enabled: found?.enabled ?? false,
    active: found?.activeState === 'active' || found?.activeState === 'activating',
  }
  const socket = before.active && answersOn !== undefined && { answersOn }
  const back: Change = {
    kind: 'unit',
    unit,
    before: now,
    after: before,
    ...socket,
    why: 'as before',
  }
  if (now.enabled !== before.enabled || now.active !== before.active) {
    // Enabled once more when its own file is back, for it is the file that says where (systemctl(1), reenable).
    const asItsFileSays: Change = { kind: 'unit', unit, before, after: before, why: 'as before' }
    return { ...undoneBy(back), refreshes: before.enabled && now.enabled ? [asItsFileSays] : [] }
  }
  if (!before.enabled && !before.active) return nothing
  const again: Change = { kind: 'unit-restart', unit, ...socket, why: whyAgain }
  // It may have been stopped in between, with a socket that it required: so first it is up, then looked at.
  return { ...nothing, refreshes: before.active ? [again, back] : [back] }
}

/** For a revert that failed: what it took away comes back. */
async function madeAgain(
  change: Extract<Change, { kind: 'removal' }>,
  kept: string | undefined,
  host: HostReader,
): Promise<LookBack> {
  const { path } = change
  const why = 'as before'
  if (change.of === 'archive') return nothing
  if (change.of === 'folder') {
    if ((await host.directory(path)).state === 'present') return nothing
    return undoneBy({ kind: 'directory', path, after: change.before, why })
  }
  if ((await host.program(path)).state !== 'absent') return nothing
  if (change.of === 'file') return undoneBy({ kind: 'file', path, after: change.before, why })
  if (kept === undefined) throw new Bug(`${path} was taken away without a copy`)
  return undoneBy({ kind: 'program', path, after: change.before, from: kept, why })
}
