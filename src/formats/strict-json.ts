import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { causeOf, Refusal } from '../failure.ts'
import { lineAndColumn } from './line-and-column.ts'

export interface StrictJson {
  /** With the offset and length of everything. */
  root: Node
  value: unknown
}

const byteOrderMark = '\ufeff'
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false }

/**
 * JSON as Go's encoding/json reads it: no comments, no trailing commas, no byte order mark, one value.
 * Newer versions of dockerd skip a byte order mark and an empty file, Docker 20.10 does not.
 *
 * @throws Refusal with line, column and remedy
 */
export function parseStrictJson(text: string, path: string): StrictJson {
  refuseEmptyOrMarked(text, path)
  const errors: ParseError[] = []
  const root = guarded(path, () => parseTree(text, errors, strict))
  const first = errors.sort((one, other) => one.offset - other.offset)[0]
  if (first) throw syntaxRefusal(text, path, first)
  // The tree's parser may be the more lenient of the two.
  const value = guarded(path, () => JSON.parse(text) as unknown)
  if (root) return { root, value }
  throw new Refusal(notJson(path, 'It holds no value.', path))
}

function refuseEmptyOrMarked(text: string, path: string): void {
  if (text.startsWith(byteOrderMark)) {
    throw new Refusal({
      code: 'daemon-json-bom',
      what: `${path} begins with a byte order mark, which not every dockerd accepts.`,
      where: `${path}:1:1`,
      remedies: [`Take it out: sed -i '1s/^\\xef\\xbb\\xbf//' ${path}`],
    })
  }
  if (/^[ \t\r\n]*$/.test(text)) {
    throw new Refusal({
      code: 'daemon-json-empty',
      what: `${path} is empty, which is no JSON.`,
      where: `${path}:1:1`,
      remedies: [`Remove it (apply writes a new one): rm ${path}`, 'Or put {} into it.'],
    })
  }
}

/** Both parsers throw: one at bad JSON, both at a nesting deeper than their stack. */
function guarded<T>(path: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Refusal(notJson(path, causeOf(error), path))
  }
}

function syntaxRefusal(text: string, path: string, { error, offset }: ParseError): Refusal {
  const code = printParseErrorCode(error)
  const before = text.slice(0, offset).trimEnd()
  const at = (place: number) => `${path}:${lineAndColumn(text, place)}`
  if (code === 'InvalidCommentToken') {
    return new Refusal({
      code: 'daemon-json-comment',
      what: `${path} has a comment, and dockerd accepts none.`,
      where: at(offset),
      remedies: ['Take the comment out. Docker would not start after its next restart either.'],
    })
  }
  if (before.endsWith(',') && /^[}\]]/.test(text.slice(offset))) {
    return new Refusal({
      code: 'daemon-json-trailing-comma',
      what: `${path} has a comma with nothing behind it, and dockerd does not accept that.`,
      where: at(before.length - 1),
      remedies: ['Take the comma out. Docker would not start after its next restart either.'],
    })
  }
  if (code === 'EndOfFileExpected') {
    return new Refusal({
      code: 'daemon-json-several',
      what: `${path} goes on after its end: it must hold one object and nothing else.`,
      where: at(offset),
      remedies: ['Put all settings into one pair of braces, and take the rest out.'],
    })
  }
  return new Refusal(notJson(path, `At ${described(text, offset)}.`, at(offset)))
}

function described(text: string, offset: number): string {
  const [word] = /^\s*(\S{1,20})/.exec(text.slice(offset))?.slice(1) ?? []
  return word === undefined ? 'the end of the file' : word
}

function notJson(path: string, cause: string, where: string) {
  return {
    code: 'daemon-json-syntax',
    what: `${path} is not JSON, and dockerd would not start with it.`,
    where,
    cause,
    remedies: ['Correct it there; then it can be checked with: python3 -m json.tool ' + path],
  }
}
