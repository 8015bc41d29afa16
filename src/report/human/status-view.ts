import type { Output } from '../output.ts'
import type { StatusView } from '../view.ts'
import { failureText } from './failure-text.ts'
import type { Paints } from './run-view.ts'
import { statusText } from './status-text.ts'

export function humanStatusView(out: Output, error: Output, paint: Paints): StatusView {
  return {
    status: (status) => {
      out.write(statusText(status, paint.out, out.width))
    },
    failed: (failure) => {
      error.write(failureText(failure, paint.error, error.width))
    },
  }
}
