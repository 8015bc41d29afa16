import type { ChalkInstance } from 'chalk'
import type { CutOffRun } from '../../plan/events.ts'
import { wrapped } from '../printable.ts'

/** What an admin must know of a run that was killed before he agrees to the next. */
export function cutOffText(run: CutOffRun, paint: ChalkInstance, width: number): string {
  const { command, startedAt, begun, planned, record } = run
  const lines = [
    paint.yellow(
      wrapped(
        `The ${command} of ${startedAt} was cut off: it had begun ${begun} of ${planned} changes.`,
        width,
        '',
      ),
    ),
    wrapped(
      '`apply` completes what is missing, `revert` undoes it and all that was applied before.',
      width,
      '  ',
    ),
    `  Its record: ${record}`,
    '',
  ]
  return `${lines.join('\n')}\n`
}
