import type { Failing, Problem } from '../../failure.ts'
import type { Output } from '../output.ts'

/** In the place of a document that there is none of: what every command prints that is refused or fails. */
export interface FailureDocument {
  version: 1
  outcome: 'refused' | 'rolled-back' | 'failed'
  failure: { problems: readonly Problem[] }
}

/** One JSON document, of a shape that has its own version. */
export function printDocument(out: Output, document: object): void {
  out.write(`${JSON.stringify(document, undefined, 2)}\n`)
}

/** The same on a line of its own, which can stand alone or among others. */
export function printLine(out: Output, document: object): void {
  out.write(`${JSON.stringify(document)}\n`)
}

export function failureDocument({ exitCode, problems }: Failing): FailureDocument {
  const outcomes: Record<number, FailureDocument['outcome']> = { 3: 'refused', 4: 'rolled-back' }
  return { version: 1, outcome: outcomes[exitCode] ?? 'failed', failure: { problems } }
}
