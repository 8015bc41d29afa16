import type { Failing } from '../../failure.ts'
import type { Output } from '../output.ts'

/** One JSON document, of a shape that has its own version. */
export function printDocument(out: Output, document: object): void {
  out.write(`${JSON.stringify(document, undefined, 2)}\n`)
}

/** In the place of a document that there is none of: the problems. */
export function printFailure(out: Output, { problems }: Failing): void {
  printDocument(out, { version: 1, failure: { problems } })
}
