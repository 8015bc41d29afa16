import { humanApplyView } from '../report/human/apply-view.ts'
import { jsonApplyView } from '../report/json/apply-view.ts'
import type { Output } from '../report/output.ts'
import { paintFor } from '../report/paint.ts'
import type { ApplyView } from '../report/view.ts'

/** What every command takes. */
export interface CommonOptions {
  profile?: string
  json?: boolean
  color?: boolean
}

const usualWidth = 80

export function applyView({ json = false, color = true }: CommonOptions): ApplyView {
  const out = outputTo(process.stdout)
  const error = outputTo(process.stderr)
  if (json) return jsonApplyView(out)
  const paint = ({ isTerminal }: Output) =>
    paintFor({ isTerminal, wanted: color, environment: process.env })
  return humanApplyView(out, error, { out: paint(out), error: paint(error) })
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY,
    // Wider prose is no easier to read.
    width: Math.min(stream.isTTY ? stream.columns : usualWidth, 100),
  }
}
