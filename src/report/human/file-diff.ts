import type { ChalkInstance } from 'chalk'
import { structuredPatch } from 'diff'
import type { Attributes, FileChange } from '../../plan/change.ts'
import { printable, withoutCredentials } from '../printable.ts'

const contextLines = 3

/** A file that is written, or goes away. */
type Diffed = Pick<FileChange, 'path' | 'before'> & { after?: FileChange['after'] }

/** A unified diff of a file, with mode and owner where they are new or change. */
export function fileDiff({ path, before, after }: Diffed, paint: ChalkInstance): string[] {
  const { hunks } = structuredPatch(path, path, before?.text ?? '', after?.text ?? '', '', '', {
    context: contextLines,
  })
  const head = [
    paint.bold(`--- ${before ? path : '/dev/null'}`),
    paint.bold(after ? `+++ ${path}  (${attributesText(before, after)})` : '+++ /dev/null'),
  ]
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    paint.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.map((line) => diffLine(line, paint)),
  ])
  return [...head, ...body]
}

/** `mode 0644, owner root:root`, and of each what it was where it changes. */
export function attributesText(before: Attributes | undefined, after: Attributes): string {
  return `mode ${changeOf(before, after, modeText)}, owner ${changeOf(before, after, ownerText)}`
}

function changeOf(
  before: Attributes | undefined,
  after: Attributes,
  text: (attributes: Attributes) => string,
): string {
  const now = text(after)
  const then = before ? text(before) : now
  return then === now ? now : `${then} -> ${now}`
}

function modeText({ mode }: Attributes): string {
  return mode.toString(8).padStart(4, '0')
}

function ownerText({ uid, gid }: Attributes): string {
  return uid === 0 && gid === 0 ? 'root:root' : `${uid}:${gid}`
}

function diffLine(line: string, paint: ChalkInstance): string {
  const text = printable(withoutCredentials(line))
  if (line.startsWith('+')) return paint.green(text)
  if (line.startsWith('-')) return paint.red(text)
  return text
}
