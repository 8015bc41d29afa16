import type { ChalkInstance } from 'chalk'
import type { Failing, Problem } from '../../failure.ts'
import { printable, wrapped } from '../printable.ts'

/** By exit code. */
const ends: Record<number, string> = {
  3: 'Refused: nothing was changed.',
  4: 'Rolled back: everything that this run did is undone.',
}

/** What is wrong and what to do about it, problem by problem. */
export function failureText(failure: Failing, paint: ChalkInstance, width: number): string {
  const end = ends[failure.exitCode] ?? 'Failed.'
  return `${problemsText(failure, paint, width)}\n\n${paint.bold(end)}\n`
}

export function problemsText(failure: Failing, paint: ChalkInstance, width: number): string {
  return failure.problems.map((problem) => problemText(problem, paint, width)).join('\n\n')
}

function problemText(problem: Problem, paint: ChalkInstance, width: number): string {
  const { code, what, where, cause, remedies } = problem
  const lines = [
    paint.red.bold(wrapped(what, width, '')),
    paint.dim(`  ${where ? `${printable(where)}  ` : ''}[${code}]`),
  ]
  if (cause !== undefined)
    lines.push(
      ...printable(cause)
        .split('\n')
        .map((line) => `  | ${line}`),
    )
  lines.push('  What to do:')
  // Not wrapped: they hold commands to be copied.
  lines.push(...remedies.map((remedy) => `  - ${printable(remedy)}`))
  return lines.join('\n')
}
