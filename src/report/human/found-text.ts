import type { ChalkInstance } from 'chalk'
import type { FoundLine } from '../../plan/proposal.ts'
import { wrapped } from '../printable.ts'

const titleWidth = 13

/** What was found on the host, a few lines in two columns. */
export function foundText(
  found: readonly FoundLine[],
  paint: ChalkInstance,
  width: number,
): string {
  const indent = ' '.repeat(titleWidth)
  const lines = found.map(({ title, text }) => {
    const told = wrapped(text, width, indent).slice(titleWidth)
    return paint.bold(title.padEnd(titleWidth)) + told
  })
  return ['This host:', '', ...lines, '', ''].join('\n')
}
