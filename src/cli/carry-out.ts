import { afterCutOff } from '../engine/cut-off.ts'
import { performPlan, type Transaction } from '../engine/perform-plan.ts'
import { readRecords, type Run } from '../engine/read-records.ts'
import { Refusal } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { ChangeOf, Holdings } from '../plan/change.ts'
import type { CutOffRun } from '../plan/events.ts'
import { holdingsText } from '../plan/holdings-text.ts'
import { changesOf, type Plan } from '../plan/plan.ts'
import type { RunView } from '../report/view.ts'
import { goOnWithoutReaders } from './closed-output.ts'
import type { RunOptions } from './context.ts'
import { exitCodes } from './exit-codes.ts'
import { interruption } from './interruption.ts'
import { refuseUnlessShown, refuseUnlessTerminal } from './refusals.ts'
import { version } from './version.ts'

/** Shows the plan and leaves it at that. Returns the exit code. */
export function shownOnly(plan: Plan, { detailedExitcode }: RunOptions, view: RunView): number {
  view.planned(plan)
  const isPending = changesOf(plan).length > 0
  return isPending && detailedExitcode ? exitCodes.changesPending : exitCodes.done
}

/** The runs before this one; tells of the last when it was cut off, and clears away what it left half written. */
export async function earlierRuns(
  host: Host,
  view: RunView,
): Promise<{ runs: Run[]; cutOff: CutOffRun | undefined }> {
  const runs = await readRecords(host)
  const cutOff = await afterCutOff(runs, host)
  if (cutOff) view.cutOff(cutOff)
  return { runs, cutOff }
}

/** Whether somebody says yes to the plan that was shown, and to what goes out of sight by it. */
export async function agreed(
  options: RunOptions & { acceptEmptyDataRoot?: boolean },
  plan: Plan,
  view: RunView,
): Promise<boolean> {
  const held = options.acceptEmptyDataRoot ? undefined : outOfSight(plan)
  if (options.yes && held) throw wouldLoseSight(held)
  if (options.yes) return true
  refuseUnlessShown(options)
  refuseUnlessTerminal()
  const { confirmed } = await import('./ask.ts')
  const questions = [
    'Perform this plan?',
    ...(held ? [`Begin with an empty data root, without these: ${holdingsText(held)}?`] : []),
  ]
  for (const question of questions) {
    if (await confirmed(question, options)) continue
    view.declined(plan)
    return false
  }
  return true
}

function outOfSight(plan: Plan): Holdings | undefined {
  const restart = changesOf(plan).find(
    (change): change is ChangeOf<'docker-restart'> => change.kind === 'docker-restart',
  )
  return restart?.outOfSight
}

/** `--yes` says yes to the hardening; that Docker seems empty afterwards is another thing to agree to. */
function wouldLoseSight(held: Holdings): Refusal {
  return new Refusal({
    code: 'data-root-not-empty',
    what: `Docker would begin with an empty data root, and these would be out of sight: ${holdingsText(held)}. They are not lost, but nobody has agreed to that.`,
    remedies: [
      'To agree: userns-harden apply --yes --accept-empty-data-root',
      'To have the images there afterwards: userns-harden apply --yes --carry-images (containers and volumes have to be agreed to all the same)',
      'Without --yes, on a terminal, you are asked.',
    ],
  })
}

/** Performs a plan, come what may: neither a signal nor a closed terminal leaves it half done. */
export async function perform(
  what: Pick<Transaction, 'plan' | 'command' | 'check'>,
  host: Host,
  view: RunView,
): Promise<string> {
  goOnWithoutReaders()
  const transaction = { ...what, program: version, interruption: interruption() }
  return await performPlan(transaction, host, view.events)
}
