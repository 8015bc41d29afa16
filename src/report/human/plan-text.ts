import type { ChalkInstance } from 'chalk'
import type { Change } from '../../plan/change.ts'
import { changesOf, type Note, type Plan, type StepPlan } from '../../plan/plan.ts'
import { wrapped } from '../printable.ts'
import { changeText } from './change-text.ts'
import { profileText } from './profile-text.ts'

/** The whole plan for a person: step by step why and what, then one line that sums it up. */
export function planText(plan: Plan, paint: ChalkInstance, width: number): string {
  const steps = plan.steps.filter(({ changes, notes }) => changes.length + notes.length > 0)
  return [
    headOf(plan),
    '',
    ...steps.flatMap((step) => [stepText(step, paint, width), '']),
    paint.bold(wrapped(summary(plan), width, '')),
    '',
  ].join('\n')
}

function headOf({ profile, image, reverts }: Plan): string {
  if (reverts) return ['Takes back what was applied, by these records:', ...reverts].join('\n  ')
  return profileText(profile, image)
}

/** `Plan: 1 package to install, 3 files to write, 1 restart of Docker.` */
export function summary(plan: Plan): string {
  const changes = changesOf(plan)
  if (changes.length === 0) {
    return plan.reverts
      ? 'Nothing to do: nothing is left of what was applied.'
      : `Nothing to do: the ${plan.image === undefined ? 'host' : 'image'} is as the profile says.`
  }
  const count = (kinds: Change['kind'][], one: string, many: string) => {
    const number = changes.filter(({ kind }) => kinds.includes(kind)).length
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`]
  }
  const parts = [
    ...count(['package'], 'package to install', 'packages to install'),
    ...count(['file', 'program'], 'file to write', 'files to write'),
    ...count(['removal'], 'file or folder to remove', 'files and folders to remove'),
    ...count(['unit', 'unit-restart'], 'unit to change', 'units to change'),
    ...count(['acl'], 'ACL to set', 'ACLs to set'),
    ...(plan.image === undefined
      ? count(['docker-restart', 'docker-return'], 'restart of Docker', 'restarts of Docker')
      : []),
    ...count(['image-load'], 'archive of images to load', 'archives of images to load'),
    ...count(['package-removal'], 'package to remove', 'packages to remove'),
    ...count(['account-removal'], 'user to remove', 'users to remove'),
  ]
  return `Plan: ${parts.join(', ') || 'systemd to reload'}.`
}

function stepText(
  { title, changes, notes }: StepPlan,
  paint: ChalkInstance,
  width: number,
): string {
  return [
    paint.bold.underline(title),
    ...changes.flatMap((change) => [
      paint.dim(wrapped(change.why, width, '# ')),
      ...changeText(change, paint, width),
    ]),
    ...notes.map((note) => noteText(note, paint, width)),
  ].join('\n')
}

const noteLeads: Record<Note['kind'], string> = {
  later: 'Not known before it is done: ',
  unreadable: 'Could not be seen: ',
  manual: 'Left to you: ',
  warning: 'Beware: ',
}

function noteText({ kind, text }: Note, paint: ChalkInstance, width: number): string {
  const told = wrapped(noteLeads[kind] + text, width - 2, '  ').slice(2)
  return kind === 'later' ? paint.cyan(`? ${told}`) : paint.magenta(`! ${told}`)
}
