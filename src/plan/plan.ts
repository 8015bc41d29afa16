import type { Change } from './change.ts'

/** Something the reader of a plan must know that is not itself a change. */
export interface Note {
  /**
   * - `later`: cannot be known before earlier changes are performed
   * - `unreadable`: could be known with more rights; `apply` refuses to go on without it
   * - `manual`: left to the admin
   * - `warning`: true as soon as the plan is performed
   */
  kind: 'later' | 'unreadable' | 'manual' | 'warning'
  text: string
}

export interface StepPlan {
  id: string
  title: string
  changes: Change[]
  notes: Note[]
}

/** All differences between a host and its profile, in the order in which they are performed. */
export interface Plan {
  /** Of this shape, for whoever reads it as JSON. */
  version: 1
  /** The profile's file; null stands for the built-in profile, or a plan that needs none. */
  profile: string | null
  /** The folder of the image that it is for; left out for the host that runs here. */
  image?: string
  /** The records of the runs that it takes back; left out for a plan that brings a host to its profile. */
  reverts?: string[]
  steps: StepPlan[]
}

export function changesOf(plan: Plan): Change[] {
  return plan.steps.flatMap((step) => step.changes)
}

export function notesOf(plan: Plan): Note[] {
  return plan.steps.flatMap((step) => step.notes)
}
