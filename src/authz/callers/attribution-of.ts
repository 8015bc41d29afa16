import type { Attribution, Caller } from '../../policy/attribution.ts'
import { accountName } from './account-name.ts'
import type { Opener } from './openers.ts'

/** A denial tells no more than this, however many connections a user opens. */
const mostCallers = 16

/** Whether it can only have been one user: all connections are known, and theirs. */
export function isCertain(openers: readonly Opener[], connections: number): boolean {
  return (
    openers.length > 0 &&
    openers.length === connections &&
    openers.every(({ uid }) => uid === openers[0]?.uid)
  )
}

/** @param connections how many there are, those of the openers included */
export async function attribution(
  openers: readonly Opener[],
  connections: number,
): Promise<Attribution> {
  const distinct = [...new Map(openers.map((opener) => [JSON.stringify(opener), opener])).values()]
  const callers = await Promise.all(distinct.slice(0, mostCallers).map(withName))
  const [first] = callers
  if (first && isCertain(openers, connections)) {
    const { command, ...account } = first
    return { caller: distinct.length === 1 ? { ...account, command } : account }
  }
  const unseen = connections - openers.length + distinct.length - callers.length
  return { candidates: callers, ...(unseen > 0 && { unseen }) }
}

async function withName({ uid, command }: Opener) {
  const user = await accountName(uid)
  return { uid, ...(user !== undefined && { user }), command } satisfies Caller
}
