import type { AclEntry } from './acl.ts'
import type { Change } from './change.ts'

/** A change that a run has performed, or had begun when it was cut off. */
export interface PerformedChange {
  /** The id of its step. */
  step: string
  change: Change
  /** All packages that came with a package. */
  installed?: string[]
  /** Where the old program or file is kept. */
  kept?: string
}

/**
 * What several runs, oldest first, did altogether: one change for each file, unit or other thing, from
 * what it was before the first run to what it is after the last.
 */
export function netChanges(runs: readonly (readonly PerformedChange[])[]): PerformedChange[] {
  const net = new Map<string, PerformedChange>()
  for (const performed of runs.flat()) {
    const key = keyOf(performed.change)
    const earlier = net.get(key)
    if (earlier && cancels(performed.change, earlier.change)) net.delete(key)
    else net.set(key, earlier ? joined(earlier, performed) : performed)
  }
  return [...net.values()]
}

function keyOf(change: Change): string {
  const name =
    'path' in change
      ? change.path
      : 'unit' in change
        ? change.unit
        : change.kind === 'package'
          ? change.name
          : ''
  // A file that was made and one that was taken away are the same file.
  return `${change.kind === 'removal' ? change.of : change.kind} ${name}`
}

/** What was not there before is not there after it was made and taken away. */
function cancels(later: Change, earlier: Change): boolean {
  return later.kind === 'removal' && !('before' in earlier)
}

function joined(earlier: PerformedChange, later: PerformedChange): PerformedChange {
  return {
    ...later,
    change: joinedChange(earlier.change, later.change),
    ...(earlier.kept !== undefined && { kept: earlier.kept }),
    installed: [...(earlier.installed ?? []), ...(later.installed ?? [])],
  }
}

function joinedChange(earlier: Change, later: Change): Change {
  if (earlier.kind === 'acl' && later.kind === 'acl') {
    return {
      ...later,
      ...(earlier.before && { before: earlier.before }),
      give: accounts([...earlier.give, ...later.give]),
      take: accounts([...earlier.take, ...later.take]),
    }
  }
  if (!('before' in earlier) && !('before' in later)) return later
  // What only the first of them knows: what was there before any, and whom Docker made at its start.
  const joined = { ...later } as Change & { before?: unknown; makesAccount?: string }
  delete joined.before
  if ('before' in earlier) Object.assign(joined, { before: earlier.before })
  if ('makesAccount' in earlier) joined.makesAccount = earlier.makesAccount
  return joined
}

/** Each account once. */
function accounts(entries: readonly AclEntry[]): AclEntry[] {
  return [...new Map(entries.map((entry) => [`${entry.tag} ${entry.id}`, entry])).values()]
}
