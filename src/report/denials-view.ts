import type { TimedDenial } from '../policy/denial.ts'
import { denialsText, denialText, type DenialGrouping } from './human/denials-text.ts'
import { humanDocumentView, type DocumentView } from './document-view.ts'
import type { Paints } from './human/run-view.ts'
import { failureDocument, printDocument, printLine } from './json/document.ts'
import type { Output } from './output.ts'

/** What was denied, altogether or one by one as it comes. */
export interface DenialsView extends DocumentView<TimedDenial[]> {
  came(denial: TimedDenial): void
}

/** What `denials --json` prints. */
export interface DenialsDocument {
  version: 1
  denials: TimedDenial[]
}

/** What `denials --follow --json` prints, a line each. */
export interface DenialDocument extends TimedDenial {
  version: 1
}

/** One document; of what comes, a line each. */
export function jsonDenialsView(out: Output): DenialsView {
  return {
    found: (denials) => {
      const document: DenialsDocument = { version: 1, denials }
      printDocument(out, document)
    },
    came: (denial) => {
      const document: DenialDocument = { version: 1, ...denial }
      printLine(out, document)
    },
    // On a line, as it may follow others.
    failed: (failure) => {
      printLine(out, failureDocument(failure))
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
