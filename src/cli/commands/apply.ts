import { checkResult } from '../../engine/check-result.ts'
import { containerRoot } from '../../engine/container-root.ts'
import { exclusively } from '../../engine/exclusive.ts'
import { makePlan } from '../../engine/make-plan.ts'
import { isJudged, verifyHeld } from '../../engine/verify.ts'
import { attempt } from '../../host/api-attempt.ts'
import type { Host } from '../../host/host.ts'
import { readOnly } from '../../host/read-only.ts'
import { changesOf, type Plan } from '../../plan/plan.ts'
import type { RunView } from '../../report/view.ts'
import { chosenHost, profileFor, type HostChoice } from '../chosen-host.ts'
import { agreed, earlierRuns, perform, shownOnly } from '../carry-out.ts'
import { runView, type RunOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { refuseUnlessRoot, refuseUnreadable } from '../refusals.ts'
import { toldFailures } from '../told-failures.ts'

export interface ApplyOptions extends RunOptions, HostChoice {
  acceptEmptyDataRoot?: boolean
  carryImages?: boolean
  setProfile?: string
}

/** Shows the plan, asks, performs it and checks the result. Returns the exit code. */
export async function apply(options: ApplyOptions): Promise<number> {
  const view = runView(options)
  return await toldFailures(view, async () => {
    if (!options.dryRun) refuseUnlessRoot('apply')
    const host = await chosenHost('apply', options)
    if (options.dryRun) return await dryRun(options, host, view)
    return await exclusively(host, 'apply', async () => await applyForReal(options, host, view))
  })
}

async function dryRun(options: ApplyOptions, host: Host, view: RunView): Promise<number> {
  const { plan } = await planFor(options, host, view)
  return shownOnly(plan, options, view)
}

async function applyForReal(options: ApplyOptions, host: Host, view: RunView): Promise<number> {
  const { cutOff } = await earlierRuns(host, view)
  const { plan, profile } = await planFor(options, host, view)
  refuseUnreadable(plan)
  const isDone = changesOf(plan).length === 0
  // A run that was cut off at its very end is brought to it, in a record of its own.
  if (isDone && !cutOff) return shownOnly(plan, options, view)
  if (!isDone && !(await agreed(options, plan, view))) return exitCodes.refused

  const check = async () => {
    await checkResult(host, profile)
    if (await isJudged(host, profile)) await verifyHeld(attempt, profile)
  }
  const record = await perform({ plan, command: 'apply', check }, host, view)
  // Not before: as data there is one document, and it says how all ended.
  if (isDone) return shownOnly(plan, options, view)
  const root = await containerRoot(host, profile.docker.service)
  view.applied({ plan, profile, record, containerRoot: root })
  return exitCodes.done
}

async function planFor(options: ApplyOptions, machine: Host, view: RunView) {
  const host = readOnly(machine)
  const { carryImages = false, setProfile, root } = options
  const named = setProfile ?? options.profile
  const { profile, path, text } = await profileFor(host, named)
  const wishes = { carryImages, ...(setProfile !== undefined && { profileText: text }) }
  const plan: Plan = {
    ...(await makePlan(host, profile, path, wishes)),
    ...(root !== undefined && { image: root }),
  }
  view.plan(plan)
  return { plan, profile }
}
