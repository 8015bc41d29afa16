import { applyPlan } from '../../engine/apply-plan.ts'
import { checkResult } from '../../engine/check-result.ts'
import { containerRoot } from '../../engine/container-root.ts'
import { makePlan } from '../../engine/make-plan.ts'
import { Failing } from '../../failure.ts'
import { readOnly } from '../../host/read-only.ts'
import { realHost } from '../../host/real.ts'
import { changesOf, type Plan } from '../../plan/plan.ts'
import { readProfile } from '../../profile/read.ts'
import type { ApplyView } from '../../report/view.ts'
import { applyView, type CommonOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { refuseUnlessRoot, refuseUnlessTerminal, refuseUnreadable } from '../refusals.ts'

export interface ApplyOptions extends CommonOptions {
  dryRun?: boolean
  detailedExitcode?: boolean
  yes?: boolean
}

/** Shows the plan, asks, performs it and checks the result. Returns the exit code. */
export async function apply(options: ApplyOptions): Promise<number> {
  const view = applyView(options)
  try {
    return await (options.dryRun ? dryRun(options, view) : applyForReal(options, view))
  } catch (error) {
    if (!(error instanceof Failing)) throw error
    view.failed(error)
    return error.exitCode
  }
}

async function dryRun(options: ApplyOptions, view: ApplyView): Promise<number> {
  const { plan } = await planFor(options, view)
  view.planned(plan)
  const pending = changesOf(plan).length > 0
  return pending && options.detailedExitcode ? exitCodes.changesPending : exitCodes.done
}

async function applyForReal(options: ApplyOptions, view: ApplyView): Promise<number> {
  refuseUnlessRoot()
  const { plan, profile } = await planFor(options, view)
  refuseUnreadable(plan)
  if (changesOf(plan).length === 0) {
    view.planned(plan)
    return exitCodes.done
  }
  if (!options.yes) {
    refuseUnlessTerminal()
    const { confirmed } = await import('../ask.ts')
    if (!(await confirmed('Perform this plan?'))) {
      view.declined()
      return exitCodes.refused
    }
  }
  const record = await applyPlan(plan, realHost, view.events)
  await checkResult(realHost, profile)
  const root = await containerRoot(realHost, profile.docker.service)
  view.applied({ plan, profile, record, containerRoot: root })
  return exitCodes.done
}

async function planFor(options: ApplyOptions, view: ApplyView) {
  const host = readOnly(realHost)
  const { profile, path } = await readProfile(host, options.profile)
  const plan: Plan = await makePlan(host, profile, path)
  view.plan(plan)
  return { plan, profile }
}
