import type { TimedDenial } from '../policy/denial.ts'
import { humanDocumentView, jsonDocumentView, type DocumentView } from './document-view.ts'
import { denialsText, denialText, type DenialGrouping } from './human/denials-text.ts'
import type { Paints } from './human/run-view.ts'
import { printDocument } from './json/document.ts'
import type { Output } from './output.ts'

/** What was denied, altogether or one by one as it comes. */
export interface DenialsView extends DocumentView<TimedDenial[]> {
  came(denial: TimedDenial): void
}

/** One document; of what comes, a line each. */
export function jsonDenialsView(out: Output): DenialsView {
  return {
    ...jsonDocumentView(out),
    found: (denials) => {
      printDocument(out, { version: 1, denials })
    },
    came: (denial) => {
      out.write(`${JSON.stringify(denial)}\n`)
    },
  }
}

export function humanDenialsView(
  to: { out: Output; error: Output; paint: Paints },
  grouping: DenialGrouping,
): DenialsView {
  const { out, paint } = to
  return {
    ...humanDocumentView(
      (found: TimedDenial[], ...how) => denialsText(found, grouping, ...how),
      to,
    ),
    came: (denial) => {
      out.write(`${denialText(denial, paint.out, out.width)}\n`)
    },
  }
}
