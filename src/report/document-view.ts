import type { ChalkInstance } from 'chalk'
import { failureText } from './human/failure-text.ts'
import type { Paints } from './human/run-view.ts'
import { failureDocument, printDocument } from './json/document.ts'
import type { Output } from './output.ts'
import type { FailureView } from './view.ts'

/** What a command has to say that only looks: one thing found, as a text or as a document. */
export interface DocumentView<Found> extends FailureView {
  found(found: Found): void
}

export function jsonDocumentView(out: Output): DocumentView<object> {
  return {
    found: (found) => {
      printDocument(out, found)
    },
    failed: (failure) => {
      printDocument(out, failureDocument(failure))
    },
  }
}

/** @param textOf the text for a width in columns */
export function humanDocumentView<Found>(
  textOf: (found: Found, paint: ChalkInstance, width: number) => string,
  { out, error, paint }: { out: Output; error: Output; paint: Paints },
): DocumentView<Found> {
  return {
    found: (found) => {
      out.write(textOf(found, paint.out, out.width))
    },
    failed: (failure) => {
      error.write(failureText(failure, paint.error, error.width))
    },
  }
}
