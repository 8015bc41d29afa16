import type { ChalkInstance } from 'chalk'
import {
  gotThrough,
  type AttemptResult,
  type AttemptState,
  type Verification,
} from '../../plan/verification.ts'
import { printable, wrapped } from '../printable.ts'

const stateWidth = 9

/** A line an attempt, and what to do at once where one got through. */
export function verificationText(found: Verification, paint: ChalkInstance, width: number): string {
  const { as, hasAccess, attempts } = found
  if (!hasAccess) return `${printable(as)} has no right to use Docker's socket: nothing to try.\n`
  return [
    `Tried with the rights of ${printable(as)}, harmlessly:`,
    '',
    ...attempts.map((attempt) => attemptText(attempt, paint, width)),
    '',
    ...summary(found, paint),
    '',
  ].join('\n')
}

function attemptText(
  { title, state, answer }: AttemptResult,
  paint: ChalkInstance,
  width: number,
): string {
  const words: Record<AttemptState, string> = {
    held: title,
    through: `${title} (Docker said ${answer ?? 'nothing'})`,
    allowed: `${title} (not tried: the profile allows it)`,
    unknown: `${title} (${answer ?? 'no answer'})`,
  }
  const paints = {
    held: paint.green,
    through: paint.red.bold,
    allowed: paint.dim,
    unknown: paint.yellow,
  }
  const indent = ' '.repeat(stateWidth)
  return (
    paints[state](state.padEnd(stateWidth)) + wrapped(words[state], width, indent).slice(stateWidth)
  )
}

function summary(found: Verification, paint: ChalkInstance): string[] {
  const through = gotThrough(found)
  const unknown = found.attempts.filter(({ state }) => state === 'unknown')
  if (through.length === 0) {
    return [paint.bold(unknown.length > 0 ? `${unknown.length} could not be tried.` : 'All held.')]
  }
  return [
    paint.red.bold(
      `${through.length} of ${found.attempts.length} got through: users of the socket can be root on this host.`,
    ),
    '  What to do at once:',
    '  - Let nobody in meanwhile: systemctl stop docker.socket docker.service, or setfacl --remove-all /run/docker.sock',
    '  - See what is not as it should be: sudo npx userns-harden status',
    '  - Mend it: sudo npx userns-harden apply',
  ]
}
