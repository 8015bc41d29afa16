import type { ChalkInstance } from 'chalk'
import type { Caller } from '../../policy/attribution.ts'
import type { TimedDenial } from '../../policy/denial.ts'
import { printableLine, wrapped } from '../printable.ts'

/** What denials are put together by. */
export type DenialGrouping = 'rule' | 'user'

/** Group by group, the largest first, each denial a line and what the user was told beneath. */
export function denialsText(
  found: readonly TimedDenial[],
  grouping: DenialGrouping,
  paint: ChalkInstance,
  width: number,
): string {
  if (found.length === 0) return 'Nothing was denied.\n'
  const groups = new Map<string, TimedDenial[]>()
  for (const denial of found) {
    const title = grouping === 'rule' ? denial.rule : userTitle(denial)
    groups.set(title, [...(groups.get(title) ?? []), denial])
  }
  const sorted = [...groups].sort(([, one], [, other]) => other.length - one.length)
  return [
    ...sorted.flatMap(([title, denials]) => [
      paint.bold.underline(printableLine(`${title}: ${denials.length}`)),
      ...denials.map((denial) => denialText(denial, paint, width)),
      '',
    ]),
    paint.bold(`${found.length} denied.`),
    ...(found.some(({ unseen = 0 }) => unseen > 0)
      ? [paint.dim(wrapped(whyUnseen, width, ''))]
      : []),
    '',
  ].join('\n')
}

const whyUnseen =
  'Unseen are those whose connection tells nobody who they are: in a network namespace of their own, by TCP, or gone already.'

/** One denial, with its time in the time zone of whoever reads. */
export function denialText(denial: TimedDenial, paint: ChalkInstance, width: number): string {
  const { time, rule, method, path, container, image, message } = denial
  const parts = [
    localTime(time),
    rule,
    whose(denial),
    `${method} ${path}`,
    ...(container === undefined ? [] : [`container ${container}`]),
    ...(image === undefined ? [] : [`image ${image}`]),
  ]
  const line = printableLine(parts.filter((part) => part !== '').join('  '))
  return `  ${line}\n${paint.dim(wrapped(printableLine(message), width, '    '))}`
}

/** `alice (docker)`; of several who may have been it: `alice (docker) or bob (curl) or 1 unseen`. */
function whose({ caller, candidates, unseen = 0 }: TimedDenial): string {
  if (caller) return inProgram(caller)
  return [...(candidates ?? []).map(inProgram), ...(unseen > 0 ? [`${unseen} unseen`] : [])].join(
    ' or ',
  )
}

function userTitle({ caller, candidates }: TimedDenial): string {
  if (caller) return nameOf(caller)
  return candidates ? 'one of several' : 'not known'
}

function inProgram(caller: Caller): string {
  return nameOf(caller) + (caller.command === undefined ? '' : ` (${caller.command})`)
}

function nameOf({ uid, user }: Caller): string {
  return user ?? `uid ${uid}`
}

function localTime(time: string): string {
  const at = new Date(time)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}
