import { Failure, Refusal, causeOf, type Problem } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { Plan } from '../plan/plan.ts'

export const recordFolder = '/var/lib/userns-harden'

export interface Record {
  path: string
  write: (event: RecordEvent) => Promise<void>
}

type RecordEvent =
  | { event: 'plan'; plan: Plan }
  | { event: 'begin' | 'done'; /** Counted from 1 over the whole plan. */ change: number }
  | { event: 'end'; changes: number }

/**
 * Opens the record of one run: a line of JSON an event, each on disk before what follows it
 * happens. Its first line is the plan, with every file's old text.
 *
 * @throws Refusal where no record can be kept: then nothing may be changed either
 */
export async function startRecord(host: Host, plan: Plan): Promise<Record> {
  const path = `${recordFolder}/${new Date().toISOString().replaceAll(':', '')}.jsonl`
  const write = async (event: RecordEvent) => {
    await host.appendLine(path, JSON.stringify({ at: new Date().toISOString(), ...event }))
  }
  try {
    // Old files may hold secrets, such as a proxy's password.
    await host.makeDirectory(recordFolder, { mode: 0o700, uid: 0, gid: 0 })
    await write({ event: 'plan', plan })
  } catch (error) {
    throw new Refusal(cannotRecord(error))
  }
  return {
    path,
    write: async (event) => {
      await write(event).catch((error: unknown) => {
        throw new Failure(cannotRecord(error))
      })
    },
  }
}

function cannotRecord(error: unknown): Problem {
  return {
    code: 'no-record',
    what: `The record of what is changed cannot be written to ${recordFolder}.`,
    where: recordFolder,
    cause: causeOf(error),
    remedies: ['Make room or make it writable: df -h /var/lib; mount | grep /var'],
  }
}
