import type { ChalkInstance } from 'chalk'
import { notesOf } from '../../plan/plan.ts'
import { printable, wrapped } from '../printable.ts'
import type { Outcome } from '../view.ts'

/** What was done, and what a user of this host may do now. */
export function outcomeText(outcome: Outcome, paint: ChalkInstance, width: number): string {
  return outcome.plan.image === undefined
    ? hostText(outcome, paint, width)
    : imageText(outcome, paint, width)
}

function imageText({ profile, record }: Outcome, paint: ChalkInstance, width: number): string {
  const lines = [
    "Docker is protected there from its first start on, and root's alone.",
    `The first boot checks what only a host that runs can show. ${accessThen(profile.socketAccess)}`,
    `Record of this run, in the image, with every old text: ${record}`,
  ]
  return [
    paint.green.bold('Done: this image is hardened.'),
    ...lines.map((line) => wrapped(line, width, '  ')),
    '  To see on a host how that went: systemctl status userns-harden-first-boot.service',
    '',
  ].join('\n')
}

function accessThen({ groups, users }: Outcome['profile']['socketAccess']): string {
  return groups.length + users.length === 0
    ? 'The profile names nobody who may use Docker then (socketAccess).'
    : `After that Docker can be used by ${named({ groups, users })}.`
}

function hostText(outcome: Outcome, paint: ChalkInstance, width: number): string {
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
    '  Who was refused what: sudo npx userns-harden denials',
    '',
  ]
  return lines.join('\n')
}

function access({ groups, users }: Outcome['profile']['socketAccess']): string[] {
  if (groups.length + users.length === 0) {
    return [
      'Docker can be used by root and the group docker, as before: the profile names nobody else (socketAccess).',
    ]
  }
  return [`Docker can now be used by ${named({ groups, users })}.`]
}

function named({ groups, users }: Outcome['profile']['socketAccess']): string {
  const names = [
    ...groups.map((group) => `members of "${printable(group)}"`),
    ...users.map((user) => `the user "${printable(user)}"`),
  ]
  return names.join(', ')
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
