import { humanRunView, type Paints } from '../report/human/run-view.ts'
import { humanStatusView } from '../report/human/status-view.ts'
import { jsonRunView } from '../report/json/run-view.ts'
import { jsonStatusView } from '../report/json/status-view.ts'
import type { Output } from '../report/output.ts'
import { paintFor } from '../report/paint.ts'
import type { RunView, StatusView } from '../report/view.ts'

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

export function runView(options: CommonOptions): RunView {
  const { out, error, paint } = streams(options)
  return options.json ? jsonRunView(out) : humanRunView(out, error, paint)
}

export function statusView(options: CommonOptions): StatusView {
  const { out, error, paint } = streams(options)
  return options.json ? jsonStatusView(out) : humanStatusView(out, error, paint)
}

function streams({ color = true }: CommonOptions): { out: Output; error: Output; paint: Paints } {
  const out = outputTo(process.stdout)
  const error = outputTo(process.stderr)
  const paint = ({ isTerminal }: Output) =>
    paintFor({ isTerminal, wanted: color, environment: process.env })
  return { out, error, paint: { out: paint(out), error: paint(error) } }
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
