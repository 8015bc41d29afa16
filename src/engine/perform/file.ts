import type { Host } from '../../host/host.ts'
import type { FileChange } from '../../plan/change.ts'
import { changedSincePlanned, isAs, notAsWritten } from './as-planned.ts'

export async function writeFile({ path, before, after }: FileChange, host: Host): Promise<void> {
  if (!isAs(before, await host.file(path))) throw changedSincePlanned(path)
  await host.writeFile(path, after.text, after)
  if (!isAs(after, await host.file(path))) throw notAsWritten(path)
}
