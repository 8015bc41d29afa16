import { causeOf } from '../failure.ts'
import { parseUnit } from '../formats/systemctl-show.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import type { FoundUnit } from './reader.ts'
import { run, runOrThrow } from './run.ts'

const properties = [
  'LoadState',
  'ActiveState',
  'UnitFileState',
  'NeedDaemonReload',
  'FragmentPath',
  'DropInPaths',
  'ExecStart',
  'Environment',
  'EnvironmentFiles',
  'TriggeredBy',
  'Listen',
  'MainPID',
  'ExecMainStartTimestamp',
]
/** Longer than any start limit of the units we start; docker.service itself has none. */
const systemctlTimeoutMs = 300_000

/** One call for all that is asked of a unit. */
export async function readUnit(name: string): Promise<Fact<FoundUnit>> {
  try {
    const { exitCode, stdout, stderr } = await run('systemctl', [
      'show',
      '--timestamp=us+utc',
      `--property=${properties.join(',')}`,
      '--',
      name,
    ])
    if (exitCode !== 0) return unknown(`systemctl show ${name}: ${stderr.trim()}`)
    const unit = parseUnit(stdout)
    return unit ? present(unit) : absent
  } catch (error) {
    return unknown(causeOf(error))
  }
}

export async function systemctl(...args: string[]): Promise<void> {
  await runOrThrow('systemctl', args, { timeoutMs: systemctlTimeoutMs })
}

export async function journalTail(unit: string, lines: number): Promise<string[]> {
  const { stdout } = await run('journalctl', [
    `--unit=${unit}`,
    `--lines=${lines}`,
    '--no-pager',
    '--output=short',
    '--boot',
  ])
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('-- '))
}
