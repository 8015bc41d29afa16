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
}
