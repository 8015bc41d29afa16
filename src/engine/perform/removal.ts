import type { Host } from '../../host/host.ts'
import type { Removal } from '../../plan/change.ts'
import { changedSincePlanned, isAs, notAsWritten } from './as-planned.ts'

export async function remove(change: Removal, host: Host): Promise<void> {
  const { path } = change
  if (change.of === 'folder') {
    await removeIfEmpty(path, host)
    return
  }
  if (change.of === 'archive') {
    await host.removePath(path)
    return
  }
  const isAsPlanned =
    change.of === 'file'
      ? isAs(change.before, await host.file(path))
      : isAs(change.before, await host.program(path))
  if (!isAsPlanned) throw changedSincePlanned(path)
  await host.removePath(path)
  if ((await host.program(path)).state !== 'absent') throw notAsWritten(path)
}

/** What others have put into a folder of ours by now is theirs, and keeps it. */
async function removeIfEmpty(path: string, host: Host): Promise<void> {
  try {
    await host.removePath(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
  }
}
