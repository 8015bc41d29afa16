import { Failing, Failure, RolledBack, causeOf, type Problem } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { Change, ChangeOf } from '../plan/change.ts'
import type { ApplyEvents } from '../plan/events.ts'
import { netChanges, type PerformedChange } from '../plan/net-changes.ts'
import { perform } from './perform/index.ts'
import type { Command, Outcome, Record } from './record.ts'
import { byHand } from './undo/by-hand.ts'
import { rescueDocker } from './undo/rescue-docker.ts'
import { undoPlan, type UndoPlan } from './undo/undo-plan.ts'

interface Failed {
  /** Whatever was thrown. */
  cause: unknown
  command: Command
  performed: readonly PerformedChange[]
  record: Record
}

/**
 * Undoes what a failed run has done. Stops at the first thing that cannot be undone, because what
 * comes after it may rest on it: access that could not be taken away, for one.
 *
 * @returns what to throw: RolledBack with the cause, or a Failure that also tells what is left
 */
export async function rollBack(
  { cause, command, performed, record }: Failed,
  host: Host,
  events: ApplyEvents,
): Promise<Failing> {
  const problems = problemsOf(cause)
  events.rollsBack(problems)
  // On a full disk nothing can be recorded any more; undoing goes on all the same.
  const tell: Record['write'] = async (event) => {
    await record.write(event).catch(() => undefined)
  }
  await tell({ event: 'roll-back', because: causeOf(cause) })
  const plan = await undoPlan(netChanges([performed]), command, host)
  const rescued: Problem[] = []
  const undo = { ...plan, performed, record: record.path, tell, rescued }
  const left = [...plan.conflicts, ...(await undoAll(undo, host, events))]
  const outcome: Outcome = left.length === 0 ? 'rolled-back' : 'roll-back-failed'
  await tell({ event: 'end', outcome })
  const all = [...problems, ...rescued, ...left]
  return left.length === 0 ? new RolledBack(all) : new Failure(all)
}

interface Undo extends UndoPlan {
  performed: readonly PerformedChange[]
  /** Its path. */
  record: string
  tell: Record['write']
  /** Grows with what had to be done to have Docker up. */
  rescued: Problem[]
}

async function undoAll(undo: Undo, host: Host, events: ApplyEvents): Promise<Problem[]> {
  const todo = undo.steps.flatMap(({ changes }) => changes)
  for (const [index, change] of todo.entries()) {
    events.changeStarts(change)
    try {
      await perform(change, host, (line) => {
        events.progress(line)
      })
    } catch (error) {
      const help =
        change.kind === 'docker-return' ? await rescue(change, error, host, events) : undefined
      if (!help) return [stoppedAt(todo.slice(index), error, undo)]
      undo.rescued.push(help)
    }
    await undo.tell({ event: 'undone', change })
    events.changeDone(change)
  }
  return []
}

async function rescue(
  { service }: ChangeOf<'docker-return'>,
  error: unknown,
  host: Host,
  events: ApplyEvents,
): Promise<Problem | undefined> {
  const progress = (line: string) => {
    events.progress(line)
  }
  return await rescueDocker(service, inFull(error), host, progress).catch(() => undefined)
}

function stoppedAt(left: readonly Change[], error: unknown, { performed, record }: Undo): Problem {
  const kept = (path: string) =>
    performed.find(({ change }) => 'path' in change && change.path === path)?.kept
  return {
    code: 'roll-back-failed',
    what: 'Undoing what this run had done failed in the middle. What is left to undo stands below, in its order; all else is as before.',
    where: record,
    cause: inFull(error),
    remedies: [
      ...left.map(
        (change) => byHand(change, kept) ?? `${change.why}: see the old text in the record`,
      ),
      'Then look whether Docker runs: systemctl status docker.service; docker info',
    ],
  }
}

function inFull(error: unknown): string {
  if (!(error instanceof Failing)) return causeOf(error)
  return error.problems.flatMap(({ what, cause }) => [what, ...(cause ? [cause] : [])]).join('\n')
}

function problemsOf(cause: unknown): readonly Problem[] {
  if (cause instanceof Failing) return cause.problems
  return [
    {
      code: 'bug',
      what: `This is a bug in userns-harden: ${causeOf(cause)}`,
      remedies: ['Please report it, with the command that you typed.'],
    },
  ]
}
