import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit, type Document } from 'yaml'
import { causeOf, Refusal, type Problem } from '../failure.ts'

export interface ParsedYaml {
  value: unknown
  /** The line, from 1, of a key or list item; of the nearest section above where it is not there. */
  lineOf(place: readonly PropertyKey[]): number
}

/** Aliases cost a profile nothing to do without, and can make a short text enormous. */
const alias = 'An alias (*name) is not read in a profile: write the value itself.'
const otherVersion = 'Only YAML 1.2 is read, in which `no` and `on` are text.'

/**
 * Reads one YAML 1.2 document; an empty one is an empty profile.
 *
 * @throws Refusal with every problem, each with line and column
 */
export function parseYaml(text: string, path: string): ParsedYaml {
  const lines = new LineCounter()
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${path}:${Math.max(line, 1)}:${Math.max(col, 1)}`
  }
  const documents = documentsIn(text, path, lines)
  const problems = documents.flatMap((document) =>
    faultsOf(document).map(([offset, cause]) => notYaml(at(offset), cause)),
  )
  const second = documents[1]
  if (second) problems.push(notYaml(at(second.range[0]), 'It holds more than one document (---).'))
  if (problems.length > 0) throw new Refusal(problems)

  const [document] = documents
  return {
    value: document?.toJS({ maxAliasCount: 0 }) ?? {},
    lineOf: (place) => lines.linePos(document ? offsetOf(document, place) : 0).line || 1,
  }
}

function documentsIn(text: string, path: string, lineCounter: LineCounter): Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      version: '1.2',
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
      prettyErrors: false,
    })
    return Array.isArray(documents) ? documents : []
  } catch (error) {
    // A nesting deeper than the parser's stack.
    throw new Refusal(notYaml(`${path}:1:1`, causeOf(error)))
  }
}

/** Offset and cause of all that is no plain YAML; a tag that nothing knows is only a warning to the parser. */
function faultsOf(document: Document.Parsed): [offset: number, cause: string][] {
  const faults = [...document.errors, ...document.warnings].map(
    ({ pos, message }): [number, string] => [pos[0], message],
  )
  if (document.directives.yaml.version !== '1.2') faults.push([0, otherVersion])
  visit(document, {
    Alias(_, { range }) {
      faults.push([range?.[0] ?? 0, alias])
    },
  })
  return faults
}

function notYaml(where: string, cause: string): Problem {
  return {
    code: 'profile-not-yaml',
    what: 'The profile is not plain YAML.',
    where,
    cause,
    remedies: ['Correct it there. Indent by spaces, never by tabs, and give each key once.'],
  }
}

function offsetOf(document: Document.Parsed, place: readonly PropertyKey[]): number {
  let offset = document.contents?.range[0] ?? 0
  let node: unknown = document.contents
  for (const part of place) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part)
      if (!pair) break
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(part)]
      offset = (node as { range?: [number] | undefined } | undefined)?.range?.[0] ?? offset
    } else break
  }
  return offset
}
