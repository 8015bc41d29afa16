import type { Failing } from '../failure.ts'
import type { ApplyEvents, CutOffRun } from '../plan/events.ts'
import type { Plan } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'

/** Tells what a person can cure. */
export interface FailureView {
  failed(failure: Failing): void
}

/** What an apply or a revert has to say. Chosen once, at the edge: for people or for programs. */
export interface RunView extends FailureView {
  events: ApplyEvents
  /** The run before this one did not come to its end. */
  cutOff(run: CutOffRun): void
  /** The plan, before anything is done about it. */
  plan(plan: Plan): void
  /** Nothing more comes: this was a dry run, or there is nothing to do. */
  planned(plan: Plan): void
  applied(outcome: Outcome): void
  reverted(outcome: Pick<Outcome, 'plan' | 'record'>): void
  /** The plan was shown, and nobody agreed to it. */
  declined(plan: Plan): void
}

export interface Outcome {
  plan: Plan
  profile: Profile
  /** Where the record of this run is. */
  record: string
  /** What a container's root is on the host; undefined while Docker has not been restarted. */
  containerRoot: number | undefined
}
