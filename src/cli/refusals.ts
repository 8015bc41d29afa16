import { Refusal, type Problem } from '../failure.ts'
import { notesOf, type Plan } from '../plan/plan.ts'

/**
 * @param line what was typed, without sudo
 * @throws Refusal for anyone but root, before so much as a plan is made
 */
export function refuseUnlessRoot(line: string): void {
  if (process.getuid?.() === 0) return
  throw new Refusal({
    code: 'not-root',
    what: `Only root can do this: ${line}.`,
    remedies: [
      `Type it with sudo in front: sudo npx userns-harden ${line}`,
      'To look without changing anything: npx userns-harden apply --dry-run',
    ],
  })
}

/** @throws Refusal where there is nobody to ask and no word given */
export function refuseUnlessTerminal(problem: Problem = notConfirmed): void {
  // Undefined in a pipe, whatever the types say.
  if (process.stdin.isTTY as boolean | undefined) return
  throw new Refusal(problem)
}

/** @throws Refusal where the plan goes to a program, so that whoever is at the terminal has not seen it */
export function refuseUnlessShown({ json = false }: { json?: boolean }): void {
  if (!json) return
  const what = 'With --json nobody is shown the plan, so that nobody can be asked.'
  throw new Refusal({ ...notConfirmed, what })
}

const notConfirmed: Problem = {
  code: 'not-confirmed',
  what: 'There is no terminal to ask on, and nobody agreed to the plan.',
  remedies: [
    'Read it first: userns-harden apply --dry-run',
    'Then agree to it on the command line: userns-harden apply --yes',
  ],
}

/** @throws Refusal where the plan rests on something that could not be seen */
export function refuseUnreadable(plan: Plan): void {
  const unseen = notesOf(plan).filter(({ kind }) => kind === 'unreadable')
  if (unseen.length === 0) return
  throw new Refusal(
    unseen.map(({ text }) => ({
      code: 'not-known',
      what: `It is not known ${text}`,
      remedies: ['Cure what it names, then run apply again: systemctl status docker.service'],
    })),
  )
}
