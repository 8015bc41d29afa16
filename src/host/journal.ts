import { execa } from 'execa'
import { systemDirectories } from './run.ts'

export interface JournalEntry {
  /** When the journal received it. */
  time: Date
  text: string
}

interface JournalQuestion {
  unit: string
  /** In journalctl's own words: `yesterday`, `-2h`, `2026-11-24 09:00`. */
  since?: string
  /** Goes on with what comes, until it is ended by a signal. */
  follow: boolean
}

/**
 * What a unit itself has written. By the field that the journal sets, not by `--unit`: containers that log to the
 * journal may set that one (systemd.journal-fields(7)).
 *
 * @throws Error with journalctl's own words
 */
export async function* journalOf({
  unit,
  since,
  follow,
}: JournalQuestion): AsyncGenerator<JournalEntry> {
  const args = [
    '--output=json',
    '--output-fields=MESSAGE',
    '--no-pager',
    ...(since === undefined ? [] : [`--since=${since}`]),
    // With neither, --follow would begin with the last ten lines.
    ...(follow ? ['--follow', since === undefined ? '--lines=0' : '--lines=all'] : []),
    `_SYSTEMD_UNIT=${unit}`,
  ]
  const child = execa('journalctl', args, {
    env: { PATH: systemDirectories.join(':'), LC_ALL: 'C.UTF-8' },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  })
  for await (const line of child) {
    const entry = entryOf(line)
    if (entry) yield entry
  }
  const { exitCode, stderr } = await child
  // Whoever may not see the system's messages gets none, and is told so beside.
  if (stderr.includes('not seeing messages')) throw new Error(stderr.trim())
  if (exitCode !== 0)
    throw new Error(stderr.trim() || `journalctl ended with status ${exitCode ?? 'none'}`)
}

/** Undefined of what is no text: the journal has bytes as a list of numbers, and a line that it has no entries. */
function entryOf(line: string): JournalEntry | undefined {
  if (!line.startsWith('{')) return undefined
  const { MESSAGE, __REALTIME_TIMESTAMP } = JSON.parse(line) as Record<string, unknown>
  if (typeof MESSAGE !== 'string') return undefined
  return { time: new Date(Number(__REALTIME_TIMESTAMP) / 1000), text: MESSAGE }
}
