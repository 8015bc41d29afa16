import type { Failing, Problem } from '../../failure.ts'
import type { CutOffRun } from '../../plan/events.ts'
import { changesOf, type Plan } from '../../plan/plan.ts'
import type { Output } from '../output.ts'
import type { RunView } from '../view.ts'
import { printDocument } from './document.ts'

/** The one document that `apply --json` and `revert --json` print, whatever happens. */
export interface RunDocument {
  version: 1
  outcome:
    | 'planned'
    | 'nothing-to-do'
    | 'applied'
    | 'reverted'
    | 'declined'
    | 'refused'
    | 'rolled-back'
    | 'failed'
  /** The run before, where it did not come to its end. */
  cutOff?: CutOffRun
  /** Left out where none could be made. */
  plan?: Plan
  record?: string
  failure?: { problems: readonly Problem[] }
}

export function jsonRunView(out: Output): RunView {
  let plan: Plan | undefined
  let cutOff: CutOffRun | undefined
  const print = (document: Omit<RunDocument, 'version' | 'plan' | 'cutOff'>) => {
    const context = { ...(cutOff && { cutOff }), ...(plan && { plan }) }
    const whole: RunDocument = { version: 1, ...document, ...context }
    printDocument(out, whole)
  }
  return {
    events: silentEvents,
    plan: (made) => {
      plan = made
    },
    planned: (made) => {
      print({ outcome: changesOf(made).length === 0 ? 'nothing-to-do' : 'planned' })
    },
    applied: ({ record }) => {
      print({ outcome: 'applied', record })
    },
    reverted: (record) => {
      print({ outcome: 'reverted', record })
    },
    cutOff: (run) => {
      cutOff = run
    },
    declined: () => {
      print({ outcome: 'declined' })
    },
    failed: (failure: Failing) => {
      print({ outcome: outcomeOf(failure), failure: { problems: failure.problems } })
    },
  }
}

function outcomeOf({ exitCode }: Failing): RunDocument['outcome'] {
  if (exitCode === 3) return 'refused'
  return exitCode === 4 ? 'rolled-back' : 'failed'
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
