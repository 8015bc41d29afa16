import { createHash } from 'node:crypto'
import type { Host } from '../../host/host.ts'
import type { ProgramChange } from '../../plan/change.ts'
import { pluginProgram } from '../../steps/plugin-program.ts'
import { changedSincePlanned, isAs, notAsWritten } from './as-planned.ts'

export async function writeProgram(
  { path, before, after, from }: ProgramChange,
  host: Host,
): Promise<void> {
  if (!isAs(before, await host.program(path))) throw changedSincePlanned(path)
  const bytes = from === 'builtin' ? Buffer.from(pluginProgram) : await host.bytes(from)
  if (createHash('sha256').update(bytes).digest('hex') !== after.sha256) {
    throw changedSincePlanned(from)
  }
  await host.writeFile(path, bytes, after)
  if (!isAs(after, await host.program(path))) throw notAsWritten(path)
}
