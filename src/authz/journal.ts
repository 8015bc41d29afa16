import {
  formatAllowed,
  formatDenial,
  type DenialRecord,
  type RequestRecord,
} from '../policy/denial.ts'

/** Priorities as systemd reads them off the start of a line (sd-daemon(3)). */
const informational = '<6>'
const warning = '<4>'
const failure = '<3>'

/** One line a denial, whose text nobody but formatDenial has a say in. */
export function logDenial(record: DenialRecord): void {
  write(warning, formatDenial(record))
}

/** For hosts whose policy audits all requests. */
export function logAllowed(record: RequestRecord): void {
  write(informational, formatAllowed(record))
}

/** Something that an admin must look at. */
export function logFailure(text: string): void {
  write(failure, text.replace(/\s+/g, ' '))
}

/** A journal that has gone away must not take the plugin with it. */
export function outliveJournal(): void {
  process.stderr.on('error', () => undefined)
}

function write(priority: string, text: string): void {
  process.stderr.write(`${priority}${text}\n`)
}
