import type { DenialRecord, RequestRecord } from '../policy/denial.ts'
import { Denial } from './canonical/denial.ts'
import type { HostFacts } from './facts/facts.ts'
import { denialOf, type OpenVerdict, type RuleQuestion } from './judge.ts'

export type Verdict = { denied: DenialRecord } | { allowed: RequestRecord }

/** In ms: with the time that a request may take to arrive, below that of an idle connection. */
const patience = 6_000

/** Asks the host what a request left open. Never rejects: what cannot be found out in time is denied. */
export async function settle(
  { record, questions }: OpenVerdict,
  facts: HostFacts,
): Promise<Verdict> {
  if (questions.length === 0) return { allowed: record }
  const denied = new AbortController()
  const timer = setTimeout(() => {
    denied.abort()
  }, patience)
  try {
    await Promise.race([askInTurn(questions, facts, denied.signal), tooLate(denied.signal)])
    return { allowed: record }
  } catch (error) {
    denied.abort()
    return { denied: denialOf(record, error) }
  } finally {
    clearTimeout(timer)
  }
}

/** @throws Denial */
async function askInTurn(
  questions: RuleQuestion[],
  facts: HostFacts,
  denied: AbortSignal,
): Promise<void> {
  for (const { rule, ask } of questions) {
    const message = await ask(facts, denied)
    if (message !== undefined) throw new Denial(rule, message)
  }
}

function tooLate(denied: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    denied.addEventListener('abort', () => {
      reject(new Denial('internal', 'Docker or a file system did not answer in time: try again.'))
    })
  })
}
