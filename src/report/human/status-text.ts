import type { ChalkInstance } from 'chalk'
import type { Problem } from '../../failure.ts'
import type { AreaState, AreaStatus, Status } from '../../plan/status.ts'
import { printable, wrapped } from '../printable.ts'
import { profileText } from './profile-text.ts'

const stateWidth = 9

/** A table of what the host is, row by row, with what to do beneath each row that is not ok. */
export function statusText(
  { profile, image, areas }: Status,
  paint: ChalkInstance,
  width: number,
): string {
  const titleWidth = Math.max(...areas.map(({ title }) => title.length)) + 2
  const layout = { paint, width, titleWidth }
  return [
    profileText(profile, image),
    '',
    ...areas.flatMap((area) => areaLines(area, layout)),
    '',
    paint.bold(wrapped(summary(areas, image === undefined ? 'host' : 'image'), width, '')),
    '',
  ].join('\n')
}

interface Layout {
  paint: ChalkInstance
  width: number
  titleWidth: number
}

function areaLines(area: AreaStatus, layout: Layout): string[] {
  const { id, title, severity, reference, state, findings, fine } = area
  const { paint, width, titleWidth } = layout
  const indent = ' '.repeat(stateWidth + titleWidth)
  const found = state === 'ok' ? [fine] : findings.flatMap(problemLines)
  const text = found.map((line) => wrapped(line, width, indent)).join('\n')
  const head = paintOf(state, paint)(state.padEnd(stateWidth)) + title.padEnd(titleWidth)
  const rest = text.slice(indent.length)
  if (state === 'ok') return [head + rest]
  const told = [id, `severity ${severity}`, ...(reference === undefined ? [] : [reference])]
  return [
    head + rest,
    paint.dim(wrapped(`[${told.join(', ')}]`, width, indent)),
    // Not wrapped: they hold commands to be copied.
    ...remediesOf(findings).map((remedy) => `${' '.repeat(stateWidth)}- ${printable(remedy)}`),
  ]
}

function problemLines({ what, cause }: Problem): string[] {
  return [what, ...(cause === undefined ? [] : cause.split('\n'))]
}

/** Each once: many differences have the same cure. */
function remediesOf(findings: readonly Problem[]): string[] {
  return [...new Set(findings.flatMap(({ remedies }) => remedies))]
}

function paintOf(state: AreaState, paint: ChalkInstance): ChalkInstance {
  if (state === 'ok') return paint.green
  return state === 'drift' || state === 'missing' ? paint.red.bold : paint.yellow
}

function summary(areas: readonly AreaStatus[], of: 'host' | 'image'): string {
  const count = (...states: AreaState[]) =>
    areas.filter(({ state }) => states.includes(state)).length
  const wrong = count('drift', 'missing')
  const parts = [
    ...(wrong > 0 ? [`${wrong} of ${areas.length} areas are not as they should be`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} could not be told`] : []),
    ...(count('warn') > 0 ? [`${count('warn')} could be better`] : []),
  ]
  const isHardened = wrong + count('unknown') === 0
  const rest = parts.length > 0 ? `${parts.join(', ')}.` : ''
  return isHardened ? `This ${of} is as its profile says.${rest && ` ${rest}`}` : rest
}
