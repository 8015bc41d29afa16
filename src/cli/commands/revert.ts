import { afterCutOff } from '../../engine/cut-off.ts'
import { exclusively } from '../../engine/exclusive.ts'
import { makeRevertPlan } from '../../engine/make-revert-plan.ts'
import { readRecords } from '../../engine/read-records.ts'
import { realHost } from '../../host/real.ts'
import { changesOf } from '../../plan/plan.ts'
import type { RunView } from '../../report/view.ts'
import { agreed, perform } from '../carry-out.ts'
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
    refuseUnlessRoot()
    if (options.dryRun) return await dryRun(options, view)
    return await exclusively(realHost, 'revert', async () => await revertForReal(options, view))
  })
}

async function dryRun(options: RevertOptions, view: RunView): Promise<number> {
  const plan = await planFor(options, view)
  view.planned(plan)
  const pending = changesOf(plan).length > 0
  return pending && options.detailedExitcode ? exitCodes.changesPending : exitCodes.done
}

async function revertForReal(options: RevertOptions, view: RunView): Promise<number> {
  const cutOff = await afterCutOff(await readRecords(realHost), realHost)
  if (cutOff) view.cutOff(cutOff)
  const plan = await planFor(options, view)
  if (changesOf(plan).length === 0) {
    view.planned(plan)
    return exitCodes.done
  }
  if (!(await agreed(options, plan, view))) return exitCodes.refused
  const record = await perform({ plan, command: 'revert', check: async () => {} }, view)
  view.reverted(record)
  return exitCodes.done
}

async function planFor({ purge = false, keep = [] }: RevertOptions, view: RunView) {
  const plan = await makeRevertPlan(realHost, await readRecords(realHost), { purge, keep })
  view.plan(plan)
  return plan
}
