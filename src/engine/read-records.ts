import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import type { PerformedChange } from '../plan/net-changes.ts'
import type { Plan } from '../plan/plan.ts'
import type { Performed } from './perform/index.ts'
import {
  keptCopy,
  recordFolder,
  recordVersion,
  type Command,
  type Outcome,
  type RecordEvent,
} from './record.ts'

/** One run as its record tells it. */
export interface Run {
  path: string
  version: number
  /** ISO 8601. */
  startedAt: string
  command: Command
  plan: Plan
  /** By the number of the change: those begun, and what performing showed of those that were done. */
  begun: Set<number>
  done: Map<number, Performed>
  /** Undefined for a run that was cut off. */
  outcome: Outcome | undefined
}

/**
 * All runs that were recorded on this host, oldest first.
 *
 * @throws Refusal where a record cannot be read, or was written by a newer program
 */
export async function readRecords(host: HostReader): Promise<Run[]> {
  const names = await host.names(recordFolder)
  if (names.state === 'unknown') throw unreadable(recordFolder, names.reason)
  if (names.state === 'absent') return []
  const runs: Run[] = []
  for (const name of names.value.filter((one) => one.endsWith('.jsonl'))) {
    const path = `${recordFolder}/${name}`
    const found = await host.file(path)
    if (found.state !== 'present') {
      throw unreadable(path, found.state === 'unknown' ? found.reason : 'It has just gone.')
    }
    const run = readRun(path, found.value.text)
    if (run) runs.push(run)
  }
  return runs
}

/** What changed the host in a run: every change that was begun, with its step. */
export function performedIn(run: Run): PerformedChange[] {
  const { plan, begun, done } = run
  const all = plan.steps.flatMap((step) =>
    step.changes.map((change) => ({ step: step.id, change })),
  )
  return all.flatMap((one, index) => {
    const number = index + 1
    if (!begun.has(number)) return []
    return [{ ...one, ...done.get(number), kept: keptBy(run, number, one.change) }]
  })
}

/** The first version kept programs only, by their digests. */
function keptBy({ path, version }: Run, number: number, change: Change): string {
  return version === 1 && change.kind === 'program' && change.before
    ? `${recordFolder}/${change.before.sha256}`
    : keptCopy(path, number)
}

/** The run that was cut off last, when none has come to its end since. */
export function cutOff(runs: readonly Run[]): Run | undefined {
  const last = runs.at(-1)
  return last?.outcome === undefined ? last : undefined
}

/** The runs whose changes stand: since the last revert, without what was rolled back at once. */
export function standing(runs: readonly Run[]): Run[] {
  const lastRevert = runs.findLastIndex(({ outcome }) => outcome === 'reverted')
  return runs
    .slice(lastRevert + 1)
    .filter(({ command, outcome }) => command === 'apply' && outcome !== 'rolled-back')
}

/** Undefined where not even the plan came to disk: then nothing was changed. */
function readRun(path: string, text: string): Run | undefined {
  let run: Run | undefined
  for (const event of linesOf(path, text)) {
    if (event.event === 'plan') run = begin(path, event)
    else if (run) take(run, event)
  }
  return run
}

function begin(path: string, event: Dated & Extract<RecordEvent, { event: 'plan' }>): Run {
  // The first version wrote neither its number nor the command.
  const { version = 1, command = 'apply' } = event as Partial<typeof event>
  if (version > recordVersion) throw tooNew(path, event.program)
  const { plan, at: startedAt } = event
  return {
    path,
    version,
    startedAt,
    command,
    plan,
    begun: new Set(),
    done: new Map(),
    outcome: undefined,
  }
}

function take(run: Run, event: RecordEvent): void {
  if (event.event === 'begin') run.begun.add(event.change)
  if (event.event === 'done')
    run.done.set(event.change, (event as Partial<typeof event>).performed ?? {})
  // The first version knew one end, and did not name it.
  if (event.event === 'end') run.outcome = (event as Partial<typeof event>).outcome ?? 'applied'
}

type Dated = { at: string }

/** A last line that was cut off by a loss of power says nothing: what it tells of has not happened. */
function linesOf(path: string, text: string): (Dated & RecordEvent)[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.flatMap((line, index) => {
    try {
      return [JSON.parse(line) as Dated & RecordEvent]
    } catch {
      if (index === lines.length - 1) return []
      throw unreadable(path, `Line ${index + 1} is no JSON.`)
    }
  })
}

function unreadable(path: string, reason: string): Refusal {
  return new Refusal({
    code: 'record-unreadable',
    what: `${path} cannot be read, so it is not known what was changed on this host before.`,
    where: path,
    cause: reason,
    remedies: [
      `Look at it: ls -la ${recordFolder}`,
      'Move what is damaged out of that folder to go on without it. `revert` then does not know of it.',
    ],
  })
}

function tooNew(path: string, program: string): Refusal {
  return new Refusal({
    code: 'record-too-new',
    what: `This host was changed by a newer userns-harden (${program}), whose record this one does not understand.`,
    where: path,
    remedies: [`Use that version or a newer one: npx userns-harden@${program} …`],
  })
}
