import { Denial, notCanonical, quoted } from './denial.ts'
import { fold } from './fold.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** How far the daemon's Go types reach into a body: where a key is a field's name, and where it is free. */
export type Shape = Plain | Struct | { kind: 'map' | 'list'; of: Shape }

/** Decoded into a scalar, a list of scalars or a map of them: any key stands for itself alone. */
export interface Plain {
  kind: 'plain'
}

export interface Struct {
  kind: 'struct'
  fields: ReadonlyMap<string, Shape>
  /** The names that Docker knows, by their folded spelling. */
  names: ReadonlyMap<string, string>
  /** Whether a field that is not in the table may be set. */
  others: 'ignored' | 'denied'
  /** A field's own fields, which older Docker also takes from one level above. */
  hoisted?: { from: string; struct: Struct }
}

export const plain: Plain = { kind: 'plain' }

export function mapOf(of: Shape): Shape {
  return { kind: 'map', of }
}

export function listOf(of: Shape): Shape {
  return { kind: 'list', of }
}

/**
 * @param since the fields' names, separated by white space, by the newest API version of the Docker
 *   that first decoded them (moby's tags and api/docs); 1.18 stands for all before too. Docker decodes
 *   a field whatever version is asked for, so the plugin takes all of them for known.
 * @param nested what fields hold that are not plain
 */
export function struct(
  since: Record<string, string>,
  nested: Record<string, Shape> = {},
  others: Struct['others'] = 'ignored',
): Struct {
  const names = Object.values(since).flatMap((some) => some.match(/\S+/g) ?? [])
  const fields = new Map<string, Shape>(names.map((name) => [name, nested[name] ?? plain]))
  return {
    kind: 'struct',
    fields,
    names: new Map([...fields.keys()].map((name) => [fold(name), name])),
    others,
  }
}

/**
 * Holds a body against its shape. `where` is the way to it, for the message.
 * @throws Denial where a key is not spelled as its field, or a value cannot be what Docker makes of it.
 */
export function checkShape(value: JsonValue, shape: Shape, where: string): void {
  // null leaves a Go value as it is.
  if (shape.kind === 'plain' || value === null) return
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) throw notCanonical(`${where} must be a list.`)
    for (const item of value) checkShape(item, shape.of, where)
    return
  }
  if (!(value instanceof Map)) throw notCanonical(`${where} must be an object.`)
  for (const [key, member] of value as JsonObject) {
    if (shape.kind === 'struct') checkField(key, member, shape, where)
    else checkShape(member, shape.of, where)
  }
}

function checkField(key: string, value: JsonValue, shape: Struct, where: string): void {
  const field = shape.fields.get(key)
  if (field) {
    checkShape(value, field, `${where}.${key}`)
    return
  }
  const name = shape.names.get(fold(key))
  if (name !== undefined) {
    throw notCanonical(`${where} has the key ${quoted(key)}: spell it ${quoted(name)}.`)
  }
  // An empty list is something: of MaskedPaths it means that no path is masked.
  if (isZero(value)) return
  if (shape.hoisted?.struct.names.has(fold(key))) {
    throw notCanonical(
      `${where} has the key ${quoted(key)}: it belongs into ${quoted(shape.hoisted.from)}.`,
    )
  }
  if (shape.others === 'denied' && !isEmpty(value)) {
    throw new Denial(
      'unknown',
      `${where} has the key ${quoted(key)}, which this plugin does not know: leave it out.`,
    )
  }
}

/** What asks for nothing, where a rule goes by that. */
export function isEmpty(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Map) return value.size === 0
  return isZero(value)
}

/** What Go takes for "not set". */
function isZero(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === false || value === 0 || value === ''
}
