import type { ChalkInstance } from 'chalk'
import type { ApplyEvents } from '../../plan/events.ts'
import type { Output } from '../output.ts'
import { printable } from '../printable.ts'
import type { RunView } from '../view.ts'
import { failureText } from './failure-text.ts'
import { cutOffText } from './cut-off-text.ts'
import { outcomeText, revertedText } from './outcome-text.ts'
import { planText } from './plan-text.ts'

export interface Paints {
  out: ChalkInstance
  error: ChalkInstance
}

/** The plan and the outcome on stdout, what goes on and what goes wrong on stderr. */
export function humanRunView(out: Output, error: Output, paint: Paints): RunView {
  return {
    events: humanEvents(error, paint.error),
    plan: (plan) => {
      out.write(planText(plan, paint.out, out.width))
    },
    planned: () => undefined,
    applied: (outcome) => {
      out.write(`\n${outcomeText(outcome, paint.out, out.width)}`)
    },
    reverted: ({ record }) => {
      out.write(revertedText(record, paint.out))
    },
    cutOff: (run) => {
      error.write(cutOffText(run, paint.error, error.width))
    },
    declined: () => {
      error.write('Nothing was changed.\n')
    },
    failed: (failure) => {
      error.write(failureText(failure, paint.error, error.width))
    },
  }
}

/** A line a step; on a terminal, what a long one is at, in a line that comes and goes. */
function humanEvents(error: Output, paint: ChalkInstance): ApplyEvents {
  // Written over with spaces: that needs no escape sequence.
  const emptyLine = `\r${' '.repeat(error.width - 1)}\r`
  const erase = () => {
    if (error.isTerminal) error.write(emptyLine)
  }
  const passing = (text: string) => {
    // Three columns, for where the sign is three dots.
    const shown = printable(text).slice(0, error.width - '  ... '.length - 1)
    if (error.isTerminal) error.write(`${emptyLine}  … ${shown}`)
  }
  return {
    stepStarts: ({ title }) => {
      passing(title)
    },
    changeStarts: ({ why }) => {
      passing(why)
    },
    progress: (line) => {
      if (error.isTerminal) passing(line)
      else error.write(`  … ${printable(line)}\n`)
    },
    changeDone: erase,
    stepDone: ({ title }) => {
      erase()
      error.write(`${paint.green('✓')} ${title}\n`)
    },
    rollsBack: (because) => {
      erase()
      const what = because.map((problem) => printable(problem.what)).join(' ')
      error.write(`${paint.red('✗')} ${what}\n  Undoing what was done in this run.\n`)
    },
  }
}
