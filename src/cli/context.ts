import { humanRunView } from '../report/human/run-view.ts'
import { jsonRunView } from '../report/json/run-view.ts'
import type { Output } from '../report/output.ts'
import { paintFor } from '../report/paint.ts'
import type { RunView } from '../report/view.ts'

/** What every command takes. */
export interface CommonOptions {
  profile?: string
  json?: boolean
  color?: boolean
}

/** What commands take that change the host. */
export interface RunOptions extends CommonOptions {
  dryRun?: boolean
  detailedExitcode?: boolean
  yes?: boolean
}

const usualWidth = 80

export function runView({ json = false, color = true }: CommonOptions): RunView {
  const out = outputTo(process.stdout)
  const error = outputTo(process.stderr)
  if (json) return jsonRunView(out)
  const paint = ({ isTerminal }: Output) =>
    paintFor({ isTerminal, wanted: color, environment: process.env })
  return humanRunView(out, error, { out: paint(out), error: paint(error) })
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
