import type { ChalkInstance } from 'chalk'
import { notesOf } from '../../plan/plan.ts'
import { printable, wrapped } from '../printable.ts'
import type { Outcome } from '../view.ts'

/** What was done, and what a user of this host may do now. */
export function outcomeText(outcome: Outcome, paint: ChalkInstance, width: number): string {
  const { plan, profile, record, containerRoot } = outcome
  const manual = notesOf(plan).filter(({ kind }) => kind === 'manual')
  const lines = [
    manual.length === 0
      ? paint.green.bold('Done: this host is hardened.')
      : paint.yellow.bold('Done, but one thing is left to you:'),
    ...manual.map(({ text }) => wrapped(text, width, '  ')),
    '',
    ...access(profile.socketAccess).map((line) => wrapped(line, width, '  ')),
    ...(containerRoot === undefined
      ? []
      : [
          wrapped(
            `Root in their containers is uid ${containerRoot} on this host, without any of its rights.`,
            width,
            '  ',
          ),
        ]),
    wrapped('docker run --userns=host is refused, and what else the policy denies.', width, '  '),
    '',
    wrapped(`Record of this run, with every old text: ${record}`, width, '  '),
    '  Who was refused what: journalctl _SYSTEMD_UNIT=denyusernshost.service',
    '',
  ]
  return lines.join('\n')
}

function access({ groups, users }: Outcome['profile']['socketAccess']): string[] {
  const names = [
    ...groups.map((group) => `members of "${printable(group)}"`),
    ...users.map((user) => `the user "${printable(user)}"`),
  ]
  if (names.length === 0) {
    return [
      'Docker can be used by root and the group docker, as before: the profile names nobody else (socketAccess).',
    ]
  }
  return [`Docker can now be used by ${names.join(', ')}.`]
}

/** What is left to know after a revert. */
export function revertedText(record: string, paint: ChalkInstance): string {
  return [
    '',
    paint.green.bold('Done: what apply did on this host is taken back.'),
    `  Record of this run: ${record}`,
    '',
  ].join('\n')
}
