import type { Problem } from '../failure.ts'
import type { Change } from './change.ts'
import type { StepPlan } from './plan.ts'

/** What the engine says while it performs a plan; whoever shows it decides how. */
export interface ApplyEvents {
  stepStarts(step: StepPlan): void
  changeStarts(change: Change): void
  /** A line that tells a waiting person what goes on in the change at hand. */
  progress(line: string): void
  changeDone(change: Change): void
  stepDone(step: StepPlan): void
  /** A run that failed is about to be undone, because of these. */
  rollsBack(because: readonly Problem[]): void
}

/** A run that was killed, or lost its power. */
export interface CutOffRun {
  command: 'apply' | 'revert'
  /** ISO 8601. */
  startedAt: string
  record: string
  /** How many changes it had begun, and how many its plan had. */
  begun: number
  planned: number
}
