import { performPlan, type Transaction } from '../engine/perform-plan.ts'
import { realHost } from '../host/real.ts'
import type { RunView } from '../report/view.ts'
import { goOnWithoutReaders } from './closed-output.ts'
import type { RunOptions } from './context.ts'
import { interruption } from './interruption.ts'
import { refuseUnlessTerminal } from './refusals.ts'
import { version } from './version.ts'

/** Whether somebody says yes to the plan that was shown. */
export async function agreed(options: RunOptions, view: RunView): Promise<boolean> {
  if (options.yes) return true
  refuseUnlessTerminal()
  const { confirmed } = await import('./ask.ts')
  if (await confirmed('Perform this plan?')) return true
  view.declined()
  return false
}

/** Performs a plan, come what may: neither a signal nor a closed terminal leaves it half done. */
export async function perform(
  what: Pick<Transaction, 'plan' | 'command' | 'check'>,
  view: RunView,
): Promise<string> {
  goOnWithoutReaders()
  const transaction = { ...what, program: version, interruption: interruption() }
  return await performPlan(transaction, realHost, view.events)
}
