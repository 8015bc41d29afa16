import { exclusively } from '../../engine/exclusive.ts'
import { makeRevertPlan } from '../../engine/make-revert-plan.ts'
import { readRecords, type Run } from '../../engine/read-records.ts'
import { realHost } from '../../host/real.ts'
import { changesOf } from '../../plan/plan.ts'
import type { RunView } from '../../report/view.ts'
import { agreed, earlierRuns, perform, shownOnly } from '../carry-out.ts'
import { runView, type RunOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { refuseUnlessRoot } from '../refusals.ts'
import { toldFailures } from '../told-failures.ts'

export interface RevertOptions extends RunOptions {
  purge?: boolean
  keep?: string[]
}

/** Shows what takes back all that apply did, asks, and performs it. Returns the exit code. */
export async function revert(options: RevertOptions): Promise<number> {
  const view = runView(options)
  return await toldFailures(view, async () => {
    // The record is for root alone, so that a dry run needs root too.
    refuseUnlessRoot('revert')
    if (options.dryRun) return await dryRun(options, view)
    return await exclusively(realHost, 'revert', async () => await revertForReal(options, view))
  })
}

async function dryRun(options: RevertOptions, view: RunView): Promise<number> {
  const plan = await planFor(options, await readRecords(realHost), view)
  return shownOnly(plan, options, view)
}

async function revertForReal(options: RevertOptions, view: RunView): Promise<number> {
  const { runs } = await earlierRuns(realHost, view)
  const plan = await planFor(options, runs, view)
  if (changesOf(plan).length === 0) {
    view.planned(plan)
    return exitCodes.done
  }
  if (!(await agreed(options, plan, view))) return exitCodes.refused
  const record = await perform({ plan, command: 'revert', check: async () => {} }, realHost, view)
  view.reverted({ plan, record })
  return exitCodes.done
}

async function planFor(
  { purge = false, keep = [] }: RevertOptions,
  runs: readonly Run[],
  view: RunView,
) {
  const plan = await makeRevertPlan(realHost, runs, { purge, keep })
  view.plan(plan)
  return plan
}
