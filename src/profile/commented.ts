import { parse } from 'yaml'
import example from '../../templates/profile.example.yaml'
import { Bug } from '../failure.ts'
import type { Answers } from './answers.ts'
import { parseProfile } from './read.ts'

interface Setting {
  /** `['docker', 'restart']` */
  place: string[]
  value: unknown
}

/**
 * A profile that says these answers: the example with all its comments, in which they are filled in. What is as the default stays
 * commented out.
 *
 * @throws Refusal where an answer is no value of its key
 */
export function commentedProfile(answers: Answers): string {
  const builtIn = parseProfile('', 'the built-in profile')
  const settings = settingsIn(answers)
  const lines = settings
    .filter((setting) => !isSaidBy(builtIn, setting))
    .reduce(fillIn, example.split('\n'))
  const text = lines.join('\n')
  const profile = parseProfile(text, 'the new profile')
  const lost = settings.find((setting) => !isSaidBy(profile, setting))
  if (lost) throw new Bug(`The example does not take ${lost.place.join('.')}.`)
  return text
}

function settingsIn(answers: object, above: string[] = []): Setting[] {
  return Object.entries(answers).flatMap(([key, value]: [string, unknown]) => {
    const place = [...above, key]
    const isSection = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isSection ? settingsIn(value, place) : [{ place, value }]
  })
}

function isSaidBy(profile: object, { place, value }: Setting): boolean {
  const said = place.reduce<unknown>(
    (section, key) => (section as Record<string, unknown>)[key],
    profile,
  )
  return JSON.stringify(said) === JSON.stringify(value)
}

/** `#restart: auto` becomes `restart: never`; a list has its items beneath a key that stands alone. */
function fillIn(lines: readonly string[], { place, value }: Setting): string[] {
  const at = lineOf(lines, place)
  const indent = '  '.repeat(place.length - 1)
  const key = place.at(-1) ?? ''
  const isAlone = lines[at]?.endsWith(':') && Array.isArray(value)
  const filled = isAlone
    ? [`${indent}${key}:`, ...(value as unknown[]).map((one) => `${indent}  - ${inline(one)}`)]
    : [`${indent}${key}: ${inline(value)}`]
  return [...lines.slice(0, at), ...filled, ...lines.slice(at + 1)]
}

function lineOf(lines: readonly string[], place: readonly string[]): number {
  let at = 0
  place.forEach((key, depth) => {
    const found = new RegExp(`^${'  '.repeat(depth)}#?${key}:`)
    at = lines.findIndex((line, index) => index >= at && found.test(line))
    if (at === -1) throw new Bug(`The example has no ${place.join('.')}.`)
  })
  return at
}

function inline(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(scalar).join(', ')}]` : scalar(value)
}

/** In single quotes (YAML 1.2.2, 7.3.2) whatever could be read as anything but this text. */
function scalar(value: unknown): string {
  const text = String(value)
  const isPlain = /^[a-z/][a-z0-9_./-]*$/i.test(text) && parse(text) === text
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`
}
