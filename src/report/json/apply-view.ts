import type { Failing, Problem } from '../../failure.ts'
import { changesOf, type Plan } from '../../plan/plan.ts'
import type { Output } from '../output.ts'
import type { ApplyView } from '../view.ts'

/** The one document that `apply --json` prints, whatever happens. */
export interface ApplyDocument {
  version: 1
  outcome: 'planned' | 'nothing-to-do' | 'applied' | 'declined' | 'refused' | 'failed'
  /** Left out where none could be made. */
  plan?: Plan
  record?: string
  failure?: { problems: readonly Problem[] }
}

export function jsonApplyView(out: Output): ApplyView {
  let plan: Plan | undefined
  const print = (document: Omit<ApplyDocument, 'version' | 'plan'>) => {
    const whole: ApplyDocument = { version: 1, ...document, ...(plan && { plan }) }
    out.write(`${JSON.stringify(whole, undefined, 2)}\n`)
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
    declined: () => {
      print({ outcome: 'declined' })
    },
    failed: (failure: Failing) => {
      const outcome = failure.exitCode === 3 ? 'refused' : 'failed'
      print({ outcome, failure: { problems: failure.problems } })
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
}
