import type { Problem } from '../../failure.ts'
import type { Change } from '../../plan/change.ts'

/** What takes a performed change back: nothing where nothing is left of it, a problem where others have changed it since. */
export interface LookBack {
  changes: Change[]
  conflicts: Problem[]
  /** Needed only where files are as before again that a running unit was started from. */
  refreshes?: Change[]
}

export const nothing: LookBack = { changes: [], conflicts: [] }

export function undoneBy(...changes: Change[]): LookBack {
  return { changes, conflicts: [] }
}
