import type { Refusal } from '../failure.ts'
import type { Plan } from '../plan/plan.ts'
import type { FoundLine } from '../plan/proposal.ts'
import { failureText, problemsText } from './human/failure-text.ts'
import { foundText } from './human/found-text.ts'
import { planText } from './human/plan-text.ts'
import type { Paints } from './human/run-view.ts'
import type { Output } from './output.ts'
import { printable, wrapped } from './printable.ts'
import type { FailureView } from './view.ts'

/** What `init` has to say besides its questions. */
export interface InitView extends FailureView {
  found(found: readonly FoundLine[]): void
  declined(): void
  /** @param kept where the text is that was there before */
  written(path: string, kept: string | undefined): void
  /** What apply would do now, or why it would not. */
  plan(plan: Plan): void
  refused(refusal: Refusal): void
  /** @param command what to type */
  next(command: string, path: string): void
}

export function humanInitView(out: Output, error: Output, paint: Paints): InitView {
  return {
    found: (found) => {
      out.write(foundText(found, paint.out, out.width))
    },
    declined: () => {
      error.write('Nothing was written.\n')
    },
    written: (path, kept) => {
      const told = kept === undefined ? '' : `The old one is kept: ${printable(kept)}\n`
      out.write(`\n${paint.out.green.bold(`Written: ${printable(path)}`)}\n${told}`)
    },
    plan: (plan) => {
      out.write(`\nWhat apply would do with it:\n\n${planText(plan, paint.out, out.width)}`)
    },
    refused: (refusal) => {
      const head = 'apply would refuse this host as it is, for what it looks for beforehand:'
      const told = problemsText(refusal, paint.out, out.width)
      out.write(`\n${wrapped(head, out.width, '')}\n\n${told}\n`)
    },
    next: (command, path) => {
      const told = `What else can be set is in ${path}, each with its reason.`
      out.write(`\n${wrapped(told, out.width, '')}\nThen: ${printable(command)}\n`)
    },
    failed: (failure) => {
      error.write(failureText(failure, paint.error, error.width))
    },
  }
}
