import { isDeepStrictEqual } from 'node:util'
import { applyEdits, modify, parse } from 'jsonc-parser'

type JsonObject = Record<string, unknown>
interface Edit {
  path: (string | number)[]
  /** Undefined takes the key away. */
  value: unknown
}

interface Texts {
  /** The file as it is now. */
  current: string
  /** What was there before it was edited here; undefined where there was nothing. */
  before: string | undefined
  /** What was written here. */
  after: string
}

/**
 * Takes an edit of a JSON file back out of what others have made of the file since: their keys and values stay.
 *
 * @returns the text, or undefined where what was edited here has itself been changed since
 */
export function takeBack({ current, before, after }: Texts): string | undefined {
  const [now, then, written] = [current, before ?? '{}', after].map((text) => objectOf(text))
  if (!now || !then || !written) return undefined
  const edits = editsFor(now, then, written, [])
  if (!edits) return undefined
  // Without formatting: what others have written stays to the byte.
  return edits.reduce(
    (text, { path, value }) => applyEdits(text, modify(text, path, value, {})),
    current,
  )
}

/** Undefined at the first key that cannot be told apart. */
function editsFor(
  now: JsonObject,
  then: JsonObject,
  written: JsonObject,
  at: Edit['path'],
): Edit[] | undefined {
  const edits: Edit[] = []
  for (const [key, value] of Object.entries(written)) {
    const path = [...at, key]
    const [is, was] = [now[key], then[key]]
    if (isDeepStrictEqual(value, was) || is === undefined || isDeepStrictEqual(is, was)) continue
    if (isDeepStrictEqual(is, value)) edits.push({ path, value: was })
    else if (isObject(is) && isObject(value) && (was === undefined || isObject(was))) {
      const deeper = editsFor(is, was ?? {}, value, path)
      if (!deeper) return undefined
      edits.push(...deeper)
    } else if (Array.isArray(is) && Array.isArray(value)) {
      edits.push(...takenFromList(is, Array.isArray(was) ? was : [], value, path))
    } else return undefined
  }
  return edits
}

/** From the end on, so that what is left keeps its place. */
function takenFromList(is: unknown[], was: unknown[], written: unknown[], path: Edit['path']) {
  const added = written.filter((one) => !was.includes(one))
  const places = is.flatMap((one, index) => (added.includes(one) ? [index] : []))
  return places.reverse().map((index) => ({ path: [...path, index], value: undefined }))
}

function objectOf(text: string): JsonObject | undefined {
  const errors: never[] = []
  const value = parse(text, errors) as unknown
  return errors.length === 0 && isObject(value) ? value : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
