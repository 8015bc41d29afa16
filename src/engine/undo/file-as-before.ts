import { takeBack } from '../../formats/json-take-back.ts'
import type { Problem } from '../../failure.ts'
import type { HostReader } from '../../host/reader.ts'
import type { ChangeOf, FileContent, ProgramContent } from '../../plan/change.ts'
import { isAs } from '../perform/as-planned.ts'
import { nothing, undoneBy, type LookBack } from './looked-back.ts'

const why = 'as before'

export async function fileAsBefore(
  { path, before, after }: ChangeOf<'file'>,
  kept: string | undefined,
  host: HostReader,
): Promise<LookBack> {
  const found = await host.file(path)
  // A file that others took away has nothing of ours left in it.
  if (isAs(before, found) || found.state === 'absent') return nothing
  if (found.state !== 'present') return conflict(path, kept)
  const { text, mode, uid, gid } = found.value
  const now: FileContent = { text, mode, uid, gid }
  if (isAs(after, found)) {
    return undoneBy(
      before
        ? { kind: 'file', path, before: now, after: before, why }
        : { kind: 'removal', of: 'file', path, before: now, why: 'made by apply' },
    )
  }
  const taken = takeBack({ current: text, before: before?.text, after: after.text })
  if (taken === undefined || taken === text) return conflict(path, kept)
  const rest = { ...now, text: taken }
  const whyRest = 'changed by others since: only what apply put in is taken out'
  return undoneBy({ kind: 'file', path, before: now, after: rest, why: whyRest })
}

export async function programAsBefore(
  { path, before, after }: ChangeOf<'program'>,
  kept: string | undefined,
  host: HostReader,
): Promise<LookBack> {
  const found = await host.program(path)
  if (isAs(before, found) || found.state === 'absent') return nothing
  if (!isAs(after, found)) return conflict(path, kept)
  if (!before) {
    return undoneBy({ kind: 'removal', of: 'program', path, before: after, why: 'made by apply' })
  }
  return kept === undefined ? conflict(path, kept) : undoneBy(backFrom(kept, path, after, before))
}

function backFrom(kept: string, path: string, before: ProgramContent, after: ProgramContent) {
  return { kind: 'program' as const, path, before, after, from: kept, why }
}

function conflict(path: string, kept: string | undefined): LookBack {
  const problem: Problem = {
    code: 'changed-since',
    what: `${path} was changed by something else after apply wrote it, and is not overwritten.`,
    where: path,
    remedies: [
      kept === undefined
        ? `There was no such file before apply. Move it away, and revert again: mv ${path} ${path}.kept`
        : `See what differs from before apply: diff ${kept} ${path}. To have that back: cp --preserve=all ${kept} ${path}`,
      `Or keep it as it is now: userns-harden revert --keep ${path}`,
    ],
  }
  return { changes: [], conflicts: [problem] }
}
