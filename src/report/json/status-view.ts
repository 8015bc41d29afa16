import type { Output } from '../output.ts'
import type { StatusView } from '../view.ts'

/** The document of `status --json`: a Status, or the problems for which there is none. */
export function jsonStatusView(out: Output): StatusView {
  const print = (document: object) => {
    out.write(`${JSON.stringify(document, undefined, 2)}\n`)
  }
  return {
    status: print,
    failed: ({ problems }) => {
      print({ version: 1, failure: { problems } })
    },
  }
}
