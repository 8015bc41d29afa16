import { createHash } from 'node:crypto'
import type { FoundProgram, HostReader } from '../host/reader.ts'
import type { Change, ProgramContent } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { rootProgram, unreadable } from './desired-file.ts'

interface Told {
  /** As in a change: where its bytes come from. */
  from: string
  whyNew: string
  whyOther: string
}

/** The change that makes a program what it should be: none where it already is. */
export async function desiredProgram(
  host: HostReader,
  path: string,
  after: ProgramContent,
  { from, whyNew, whyOther }: Told,
): Promise<Change[]> {
  const found = await host.program(path)
  if (found.state === 'unknown') throw unreadable(path, found.reason)
  const old = valueOf(found)
  if (!old) return [{ kind: 'program', path, after, from, why: whyNew }]
  if (isSame(old, after)) return []
  const before = contentOf(old)
  return [{ kind: 'program', path: old.path, before, after, from, why: whyOther }]
}

/** What is known of a program that was found, as a change has it. */
export function contentOf({ sha256, size, mode, uid, gid }: FoundProgram): ProgramContent {
  return { mode, uid, gid, sha256, size }
}

/** A program of root's with this text. */
export function contentOfText(text: string): ProgramContent {
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { ...rootProgram, sha256, size: Buffer.byteLength(text) }
}

function isSame(found: FoundProgram, wanted: ProgramContent): boolean {
  const { mode, uid, gid } = wanted
  return (
    found.sha256 === wanted.sha256 && found.mode === mode && found.uid === uid && found.gid === gid
  )
}
