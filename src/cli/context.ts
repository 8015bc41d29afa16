import type { Status } from '../plan/status.ts'
import type { Verification } from '../plan/verification.ts'
import { humanDenialsView, jsonDenialsView, type DenialsView } from '../report/denials-view.ts'
import { humanDocumentView, jsonDocumentView, type DocumentView } from '../report/document-view.ts'
import type { DenialGrouping } from '../report/human/denials-text.ts'
import { humanInitView, type InitView } from '../report/init-view.ts'
import { humanRunView, type Paints } from '../report/human/run-view.ts'
import { statusText } from '../report/human/status-text.ts'
import { verificationText } from '../report/human/verification-text.ts'
import { jsonRunView } from '../report/json/run-view.ts'
import type { Output } from '../report/output.ts'
import { paintFor } from '../report/paint.ts'
import type { RunView } from '../report/view.ts'
import { outputTo } from './standard-streams.ts'

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

export function runView(options: CommonOptions): RunView {
  const { out, error, paint } = streams(options)
  return options.json ? jsonRunView(out) : humanRunView(out, error, paint)
}

export function initView(options: CommonOptions): InitView {
  const { out, error, paint } = streams(options)
  return humanInitView(out, error, paint)
}

export function statusView(options: CommonOptions): DocumentView<Status> {
  return documentView(options, statusText)
}

export function verificationView(options: CommonOptions): DocumentView<Verification> {
  return documentView(options, verificationText)
}

export function denialsView(options: CommonOptions & { by?: DenialGrouping }): DenialsView {
  const to = streams(options)
  return options.json ? jsonDenialsView(to.out) : humanDenialsView(to, options.by ?? 'rule')
}

function documentView<Found extends object>(
  options: CommonOptions,
  textOf: Parameters<typeof humanDocumentView<Found>>[0],
): DocumentView<Found> {
  const to = streams(options)
  return options.json ? jsonDocumentView(to.out) : humanDocumentView(textOf, to)
}

function streams(options: CommonOptions): { out: Output; error: Output; paint: Paints } {
  const { color = true } = options
  const out = outputTo(process.stdout, options)
  const error = outputTo(process.stderr)
  const paint = ({ isTerminal }: Output) =>
    paintFor({ isTerminal, wanted: color, environment: process.env })
  return { out, error, paint: { out: paint(out), error: paint(error) } }
}
