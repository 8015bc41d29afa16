import type { Node } from 'jsonc-parser'

/** Text that is put in: what was there is neither moved nor changed. */
export interface Insertion {
  offset: number
  text: string
}

/** A member to come, with its key when it goes into an object; the value is JSON text. */
export interface NewMember {
  key?: string
  value: string
}

export function insertInto(text: string, insertions: readonly Insertion[]): string {
  return [...insertions]
    .sort((one, other) => other.offset - one.offset)
    .reduce(
      (now, { offset, text: added }) => now.slice(0, offset) + added + now.slice(offset),
      text,
    )
}

/**
 * New members behind the last one of an object or array, set out as the file sets out its own:
 * the same indentation, line ending and spaces.
 */
export function appendMembers(
  text: string,
  root: Node,
  container: Node,
  members: readonly NewMember[],
): Insertion {
  const children = container.children ?? []
  const colon = colonStyle(text, root)
  const texts = members.map(({ key, value }) =>
    key === undefined ? value : `${JSON.stringify(key)}${colon}${value}`,
  )
  const last = children.at(-1)
  if (!last) return insertionIntoEmpty(text, root, container, texts)
  const gap = gapStyle(text, container)
  return {
    offset: last.offset + last.length,
    text: texts.map((one) => `,${gap}${one}`).join(''),
  }
}

function insertionIntoEmpty(
  text: string,
  root: Node,
  container: Node,
  texts: readonly string[],
): Insertion {
  const offset = container.offset + 1
  const inside = text.slice(offset, container.offset + container.length - 1)
  const isList = container.type === 'array'
  if (isList && !inside.includes('\n')) return { offset, text: texts.join(', ') }
  const outer = indentationAt(text, container.offset)
  const inner = lineEnding(text) + outer + indentationUnit(text, root)
  const closing = inside.includes('\n') ? '' : lineEnding(text) + outer
  return { offset, text: inner + texts.join(`,${inner}`) + closing }
}

/**
 * What stands before a member: a line break and an indentation where any member has its own line,
 * else what separates the last two.
 */
function gapStyle(text: string, container: Node): string {
  const gaps = gapsBefore(text, container)
  const broken = gaps.filter((gap) => gap.includes('\n')).at(-1)
  if (broken !== undefined) return lineEnding(text) + broken.slice(broken.lastIndexOf('\n') + 1)
  if (gaps.length > 1) return gaps.at(-1) ?? ''
  // A single member tells by its colon: `{"a":1}` is packed, `{"a": 1}` is not.
  return container.type === 'array' || colonStyle(text, container) !== ':' ? ' ' : ''
}

/** The white space in front of each member. */
function gapsBefore(text: string, { children = [] }: Node): string[] {
  return children.map(({ offset }) => /\s*$/.exec(text.slice(0, offset))?.[0] ?? '')
}

/** The last member's `: `, as the file writes it. */
function colonStyle(text: string, object: Node): string {
  const [key, value] = object.children?.at(-1)?.children ?? []
  if (!key || !value) return ': '
  const between = text.slice(key.offset + key.length, value.offset)
  return between.includes('\n') ? ': ' : between
}

/** The file's first line ending tells. */
function lineEnding(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

function indentationUnit(text: string, root: Node): string {
  const indentation = gapsBefore(text, root).find((gap) => gap.includes('\n'))
  return indentation?.slice(indentation.lastIndexOf('\n') + 1) ?? '  '
}

function indentationAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}
