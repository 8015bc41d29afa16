import { Failure } from '../../failure.ts'
import type { Fact } from '../../plan/fact.ts'

/** Whether a fact is just as planned: undefined stands for absent. Only what the plan names is compared. */
export function isAs<Wanted extends object>(
  wanted: Wanted | undefined,
  found: Fact<Wanted>,
): boolean {
  if (wanted === undefined) return found.state === 'absent'
  if (found.state !== 'present') return false
  return (Object.keys(wanted) as (keyof Wanted)[]).every((key) => wanted[key] === found.value[key])
}

/** Someone else changed the host after the plan was shown: nobody agreed to what would happen now. */
export function changedSincePlanned(path: string): Failure {
  return new Failure({
    code: 'changed-since-planned',
    what: `${path} was changed by something else after the plan was made.`,
    where: path,
    remedies: ['Look at what changed it, then plan again: userns-harden apply'],
  })
}

/** Something undid or altered a write before it could be read back. */
export function notAsWritten(path: string): Failure {
  return new Failure({
    code: 'not-as-written',
    what: `${path} does not hold what was just written to it.`,
    where: path,
    remedies: ['Find what else writes this path (a configuration management system?) and stop it.'],
  })
}
