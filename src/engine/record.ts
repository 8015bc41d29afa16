import { Failure, Refusal, causeOf, type Problem } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { Change } from '../plan/change.ts'
import { changesOf, type Plan } from '../plan/plan.ts'
import type { Performed } from './perform/index.ts'

export const recordFolder = '/var/lib/userns-harden'
/** Of what is written to a record: a program refuses those of a newer one. */
export const recordVersion = 2

/** How a run ended. One without an end was cut off. */
export type Outcome = 'applied' | 'reverted' | 'rolled-back' | 'roll-back-failed'

export type RecordEvent =
  | { event: 'plan'; version: number; program: string; command: Command; plan: Plan }
  /** Changes are counted from 1 over the whole plan. */
  | { event: 'begin'; change: number }
  | { event: 'done'; change: number; performed: Performed }
  | { event: 'roll-back'; because: string }
  | { event: 'undone'; change: Change }
  | { event: 'end'; outcome: Outcome }

export type Command = 'apply' | 'revert'

export interface Record {
  path: string
  write: (event: RecordEvent) => Promise<void>
  /** Keeps what a change is about to replace or take away, and returns where; undefined where it does neither. */
  keep: (number: number, change: Change) => Promise<string | undefined>
}

/**
 * Opens the record of one run: a line of JSON an event, each on disk before what follows it
 * happens. Its first line is the plan, with every file's old text.
 *
 * @throws Refusal where no record can be kept: then nothing may be changed either
 */
export async function startRecord(
  host: Host,
  { plan, command, program }: { plan: Plan; command: Command; program: string },
): Promise<Record> {
  const started = new Date().toISOString().replaceAll(':', '')
  const path = `${recordFolder}/${started}.jsonl`
  try {
    // Old files may hold secrets, such as a proxy's password.
    await host.makeDirectory(recordFolder, rootOnly)
    if (changesOf(plan).some(replaces)) await host.makeDirectory(oldFolder(path), rootOnly)
    await append(host, path, { event: 'plan', version: recordVersion, program, command, plan })
  } catch (error) {
    throw new Refusal(cannotRecord(error))
  }
  const orFail = async (done: Promise<void>) => {
    await done.catch((error: unknown) => {
      throw new Failure(cannotRecord(error))
    })
  }
  return {
    path,
    write: async (event) => {
      await orFail(append(host, path, event))
    },
    keep: async (number, change) => {
      if (!replaces(change)) return undefined
      const copy = keptCopy(path, number)
      await orFail(host.copyWhole(change.path, copy))
      return copy
    },
  }
}

async function append(host: Host, path: string, event: RecordEvent): Promise<void> {
  await host.appendLine(path, JSON.stringify({ at: new Date().toISOString(), ...event }))
}

/** Where the old file of a run's change is kept. */
export function keptCopy(record: string, number: number): string {
  return `${oldFolder(record)}/${number}`
}

const rootOnly = { mode: 0o700, uid: 0, gid: 0 }

function oldFolder(record: string): string {
  return record.replace(/\.jsonl$/, '.old')
}

type Replacing = Change & { path: string }

function replaces(change: Change): change is Replacing {
  return (
    ((change.kind === 'file' || change.kind === 'program') && change.before !== undefined) ||
    (change.kind === 'removal' && (change.of === 'file' || change.of === 'program'))
  )
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
