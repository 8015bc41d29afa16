import { Failure } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { Change } from '../plan/change.ts'
import type { ApplyEvents } from '../plan/events.ts'
import type { PerformedChange } from '../plan/net-changes.ts'
import type { Plan } from '../plan/plan.ts'
import { perform } from './perform/index.ts'
import { startRecord, type Command, type Record } from './record.ts'
import { rollBack } from './roll-back.ts'

export interface Transaction {
  plan: Plan
  command: Command
  /** The version of this program, for the record. */
  program: string
  /** Aborted when somebody wants this to end: what is done by then is undone. */
  interruption: AbortSignal
  /** Whether the host is now as it should be; throws where it is not. */
  check: () => Promise<void>
}

/**
 * Performs a plan as a whole, or not at all: change by change, with a record of it, and back to what
 * was before as soon as anything fails.
 *
 * @returns the record's path
 * @throws RolledBack when something failed and everything was undone; Failure where undoing failed too
 */
export async function performPlan(
  transaction: Transaction,
  host: Host,
  events: ApplyEvents,
): Promise<string> {
  const record = await startRecord(host, transaction)
  const performed: PerformedChange[] = []
  try {
    await performAll({ ...transaction, record, performed }, host, events)
    await transaction.check()
    const outcome = transaction.command === 'apply' ? 'applied' : 'reverted'
    await record.write({ event: 'end', outcome })
    return record.path
  } catch (cause) {
    const { command } = transaction
    throw await rollBack({ cause, command, record, performed }, host, events)
  }
}

interface Running extends Transaction {
  record: Record
  /** Grows as changes are begun: also one that fails may have changed something. */
  performed: PerformedChange[]
}

async function performAll(
  { plan, interruption, record, performed }: Running,
  host: Host,
  events: ApplyEvents,
): Promise<void> {
  for (const step of plan.steps.filter(({ changes }) => changes.length > 0)) {
    events.stepStarts(step)
    for (const change of step.changes) {
      refuseWhenInterrupted(interruption)
      events.changeStarts(change)
      const number = performed.length + 1
      const kept = await record.keep(number, change)
      await record.write({ event: 'begin', change: number })
      const entry = { step: step.id, change, ...(kept !== undefined && { kept }) }
      performed.push(entry)
      const work = perform(change, host, (line) => {
        events.progress(line)
      })
      const shown = await orInterrupted(work, change, interruption)
      Object.assign(entry, shown)
      await record.write({ event: 'done', change: number, performed: shown })
      events.changeDone(change)
    }
    events.stepDone(step)
  }
  refuseWhenInterrupted(interruption)
}

/** Docker may take minutes to come up: nobody waits for that to have it undone. Everything else is finished first. */
async function orInterrupted<T>(
  work: Promise<T>,
  { kind }: Change,
  interruption: AbortSignal,
): Promise<T> {
  if (kind !== 'docker-restart' && kind !== 'docker-return') return await work
  const interrupted = new Promise<never>((_, reject) => {
    interruption.addEventListener('abort', () => {
      reject(interruptedBy(interruption))
    })
  })
  interrupted.catch(() => undefined)
  work.catch(() => undefined)
  return await Promise.race([work, interrupted])
}

function refuseWhenInterrupted(interruption: AbortSignal): void {
  if (interruption.aborted) throw interruptedBy(interruption)
}

function interruptedBy({ reason }: AbortSignal): Failure {
  return new Failure({
    code: 'interrupted',
    what: `This run was interrupted (${String(reason)}).`,
    remedies: ['To have it after all, run it again: it begins anew.'],
  })
}
