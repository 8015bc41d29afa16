import type { z } from 'zod'
import type { Problem } from '../failure.ts'
import { mostSimilar } from '../formats/similar.ts'
import { keysAt, placesOf } from './json-schema.ts'
import type { ParsedYaml } from './yaml.ts'

type Issue = z.core.$ZodIssue
type Place = readonly PropertyKey[]

/** Each issue in an admin's words: file, line, key, what is wrong, and what to write instead. */
export function problemsIn(issues: readonly Issue[], found: ParsedYaml, path: string): Problem[] {
  return issues
    .flatMap((issue) =>
      placesIn(issue).map((place) => ({ issue, place, line: found.lineOf(place) })),
    )
    .sort((one, other) => one.line - other.line)
    .map(({ issue, place, line }) => ({
      ...(issue.code === 'unrecognized_keys'
        ? unknownKey(place)
        : wrongValue(issue, place, valueAt(found.value, place))),
      where: `${path}:${line}`,
    }))
}

function placesIn(issue: Issue): Place[] {
  if (issue.code !== 'unrecognized_keys') return [issue.path]
  return issue.keys.map((key) => [...issue.path, key])
}

function unknownKey(place: Place): Problem {
  const above = place.slice(0, -1)
  const key = String(place.at(-1))
  const known = keysAt(above)
  if (known.includes(key)) {
    return {
      code: 'profile-key-without-use',
      what: `${dotted(place)} goes only with plugin.source: file.`,
      remedies: [`Set plugin.source to file, or take ${dotted(place)} out.`],
    }
  }
  const meant = nearestPlace(key, above, known)
  return {
    code: 'profile-unknown-key',
    what: `${dotted(place)} is no key of a profile.`,
    remedies: [
      meant === undefined
        ? `The keys that can stand there: ${known.join(', ')}`
        : `Did you mean ${dotted(meant)}?`,
    ],
  }
}

/** The key that was meant: one at the same level, else the same one where it belongs (a slip of the indentation). */
function nearestPlace(key: string, above: Place, known: string[]): Place | undefined {
  const similar = mostSimilar(key, known)
  if (similar !== undefined) return [...above, similar]
  return placesOf(key)[0]
}

function wrongValue(issue: Issue, place: Place, value: unknown): Problem {
  const name = place.length === 0 ? 'The profile' : dotted(place)
  if (value === undefined || value === null) {
    const remedies =
      value === undefined
        ? [`Add a line "${String(place.at(-1))}: …" there.`]
        : ['Write a value, or take the line out.']
    return {
      code: 'profile-value-missing',
      what: `${name} has no value: it ${wanted(issue)}.`,
      remedies,
    }
  }
  return {
    code: 'profile-value',
    what: `${name} ${wanted(issue)}; it is ${shown(value)}.`,
    remedies: [remedyFor(issue, value)],
  }
}

const kinds: Partial<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a section with keys of its own',
}

/** `must be auto or never`. What a value of our own is refused for says so itself. */
function wanted(issue: Issue): string {
  const options = choices(issue)
  if (options.length > 0) return `must be ${options.join(' or ')}`
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}`
  return issue.message
}

function choices(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
}

function remedyFor(issue: Issue, value: unknown): string {
  const meant = typeof value === 'string' ? mostSimilar(value, choices(issue)) : undefined
  if (meant !== undefined) return `Did you mean ${meant}?`
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object') {
    return 'If it is meant as text, put it in quotes.'
  }
  return 'Correct it, or take it out for the default.'
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function valueAt(root: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  )
}

/** `socketAccess.groups[2]`, counted from 1 as people do. */
function dotted(place: Place): string {
  return place
    .map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
