import { createHash } from 'node:crypto'
import type { Host } from '../../host/host.ts'
import { isBuiltin, type ProgramChange } from '../../plan/change.ts'
import { builtinProgram } from '../../steps/builtin-programs.ts'
import { changedSincePlanned, isAs, notAsWritten } from './as-planned.ts'

export async function writeProgram(
  { path, before, after, from }: ProgramChange,
  host: Host,
): Promise<void> {
  if (!isAs(before, await host.program(path))) throw changedSincePlanned(path)
  const bytes = isBuiltin(from) ? Buffer.from(await builtinProgram(from)) : await host.bytes(from)
  if (createHash('sha256').update(bytes).digest('hex') !== after.sha256) {
    throw changedSincePlanned(from)
  }
  await host.writeFile(path, bytes, after)
  if (!isAs(after, await host.program(path))) throw notAsWritten(path)
}
