import type { ChalkInstance } from 'chalk'
import type { TimedDenial } from '../../policy/denial.ts'
import { printable, wrapped } from '../printable.ts'

/** Rule by rule, the most frequent first, each denial a line and what the user was told beneath. */
export function denialsText(
  found: readonly TimedDenial[],
  paint: ChalkInstance,
  width: number,
): string {
  if (found.length === 0) return 'Nothing was denied.\n'
  const byRule = new Map<string, TimedDenial[]>()
  for (const denial of found) byRule.set(denial.rule, [...(byRule.get(denial.rule) ?? []), denial])
  const rules = [...byRule].sort(([, one], [, other]) => other.length - one.length)
  return [
    ...rules.flatMap(([rule, denials]) => [
      paint.bold.underline(`${rule}: ${denials.length}`),
      ...denials.map((denial) => denialText(denial, paint, width)),
      '',
    ]),
    paint.bold(`${found.length} denied.`),
    '',
  ].join('\n')
}

/** One denial, with its time in the time zone of whoever reads. */
export function denialText(denial: TimedDenial, paint: ChalkInstance, width: number): string {
  const { time, method, path, container, image, message } = denial
  const subject = [
    ...(container === undefined ? [] : [`container ${container}`]),
    ...(image === undefined ? [] : [`image ${image}`]),
  ]
  const line = [localTime(time), method, path, ...subject].join('  ')
  return `  ${printable(line)}\n${paint.dim(wrapped(message, width, '    '))}`
}

function localTime(time: string): string {
  const at = new Date(time)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}
