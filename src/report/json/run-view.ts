import type { CutOffRun } from '../../plan/events.ts'
import { changesOf, type Plan } from '../../plan/plan.ts'
import type { Output } from '../output.ts'
import type { RunView } from '../view.ts'
import { failureDocument, printDocument, type FailureDocument } from './document.ts'

/** The one document that `apply --json` and `revert --json` print, whatever happens. */
export type RunDocument = {
  version: 1
  /** The run before, where it did not come to its end. */
  cutOff?: CutOffRun
} & (
  | { outcome: 'planned' | 'nothing-to-do' | 'declined'; plan: Plan }
  | { outcome: 'applied' | 'reverted'; plan: Plan; record: string }
  /** The plan is left out where none could be made. */
  | (FailureDocument & { plan?: Plan })
)

export function jsonRunView(out: Output): RunView {
  let plan: Plan | undefined
  let cutOff: CutOffRun | undefined
  const print = (document: RunDocument) => {
    printDocument(out, { ...document, ...(cutOff && { cutOff }) })
  }
  return {
    events: silentEvents,
    plan: (made) => {
      plan = made
    },
    planned: (made) => {
      const outcome = changesOf(made).length === 0 ? 'nothing-to-do' : 'planned'
      print({ version: 1, outcome, plan: made })
    },
    applied: (applied) => {
      print({ version: 1, outcome: 'applied', record: applied.record, plan: applied.plan })
    },
    reverted: (reverted) => {
      print({ version: 1, outcome: 'reverted', ...reverted })
    },
    cutOff: (run) => {
      cutOff = run
    },
    declined: (declined) => {
      print({ version: 1, outcome: 'declined', plan: declined })
    },
    failed: (failure) => {
      print({ ...failureDocument(failure), ...(plan && { plan }) })
    },
  }
}

const nothing = () => undefined
const silentEvents = {
  stepStarts: nothing,
  changeStarts: nothing,
  progress: nothing,
  changeDone: nothing,
  stepDone: nothing,
  rollsBack: nothing,
}
