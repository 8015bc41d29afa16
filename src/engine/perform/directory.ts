import type { Host } from '../../host/host.ts'
import type { DirectoryChange } from '../../plan/change.ts'
import { changedSincePlanned, isAs, notAsWritten } from './as-planned.ts'

export async function makeDirectory(
  { path, before, after }: DirectoryChange,
  host: Host,
): Promise<void> {
  if (!isAs(before, await host.directory(path))) throw changedSincePlanned(path)
  await host.makeDirectory(path, after)
  if (!isAs(after, await host.directory(path))) throw notAsWritten(path)
}
