import type { Failing } from '../failure.ts'
import type { ApplyEvents } from '../plan/events.ts'
import type { Plan } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'

/** What an apply has to say. Chosen once, at the edge: for people or for programs. */
export interface ApplyView {
  events: ApplyEvents
  /** The plan, before anything is done about it. */
  plan(plan: Plan): void
  /** Nothing more comes: this was a dry run, or there is nothing to do. */
  planned(plan: Plan): void
  applied(outcome: Outcome): void
  declined(): void
  failed(failure: Failing): void
}

export interface Outcome {
  plan: Plan
  profile: Profile
  /** Where the record of this run is. */
  record: string
  /** What a container's root is on the host; undefined while Docker has not been restarted. */
  containerRoot: number | undefined
}
