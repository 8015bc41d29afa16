import type { HostReader } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import type { Note } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'

/**
 * One concern of the hardening. It is given a host that already shows what earlier steps will
 * leave, and says what is missing; it changes nothing. It throws a Refusal where the host is
 * such that a person must decide.
 */
export interface Step {
  id: string
  title: string
  plan(host: HostReader, profile: Profile, wishes: Wishes): Promise<StepResult>
}

/** What is wanted of this one run, and no part of what a host should be. */
export interface Wishes {
  /** Images are taken along to a new data root. */
  carryImages: boolean
  /** Becomes the host's own profile. */
  profileText?: string
}

export interface StepResult {
  changes: Change[]
  notes: Note[]
}
