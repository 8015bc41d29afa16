import type { Host } from '../host/host.ts'
import type { ApplyEvents } from '../plan/events.ts'
import { changesOf, type Plan } from '../plan/plan.ts'
import { perform } from './perform/index.ts'
import { startRecord } from './record.ts'

/**
 * Performs a plan, change by change, and keeps a record of it.
 *
 * @returns the record's path
 * @throws Failure as soon as a change cannot be performed, or the host is no longer as planned
 */
export async function applyPlan(plan: Plan, host: Host, events: ApplyEvents): Promise<string> {
  const record = await startRecord(host, plan)
  let number = 0
  for (const step of plan.steps.filter(({ changes }) => changes.length > 0)) {
    events.stepStarts(step)
    for (const change of step.changes) {
      events.changeStarts(change)
      number += 1
      await record.write({ event: 'begin', change: number })
      await perform(change, host, (line) => {
        events.progress(line)
      })
      await record.write({ event: 'done', change: number })
      events.changeDone(change)
    }
    events.stepDone(step)
  }
  await record.write({ event: 'end', changes: changesOf(plan).length })
  return record.path
}
