import { causeOf, Refusal } from '../failure.ts'
import { journalOf } from '../host/journal.ts'
import { parseDenial, type TimedDenial } from '../policy/denial.ts'
import { pluginService } from '../steps/places.ts'

/**
 * What the plugin has denied, oldest first.
 * @throws Refusal where the journal cannot be read
 */
export async function* denials(
  since: string | undefined,
  follow: boolean,
): AsyncGenerator<TimedDenial> {
  const asked = { unit: pluginService, follow, ...(since !== undefined && { since }) }
  try {
    for await (const { time, text } of journalOf(asked)) {
      const record = parseDenial(text)
      if (record) yield { time: time.toISOString(), ...record }
    }
  } catch (error) {
    throw new Refusal({
      code: 'journal-not-read',
      what: 'The journal cannot be read.',
      cause: causeOf(error),
      remedies: [
        'A time for --since is written as for journalctl: --since yesterday, --since -2h, --since "2026-11-24 09:00"',
        "Who is not root must be in the group adm or systemd-journal to see the plugin's lines.",
      ],
    })
  }
}
