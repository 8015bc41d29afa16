import type { Attribution, Caller } from '../../policy/attribution.ts'
import { accountName } from './account-name.ts'
import type { Opener } from './openers.ts'

/** A denial tells no more than this, however many connections a user opens. */
const mostCallers = 16

/** @param unseen how many connections there are beside theirs */
export async function attribution(
  openers: readonly Opener[],
  unseen: number,
): Promise<Attribution> {
  const distinct = [...new Map(openers.map((opener) => [JSON.stringify(opener), opener])).values()]
  const callers = await Promise.all(distinct.slice(0, mostCallers).map(withName))
  const [first] = callers
  if (first && unseen === 0 && distinct.every(({ uid }) => uid === first.uid)) {
    const { command, ...account } = first
    return { caller: distinct.length === 1 ? { ...account, command } : account }
  }
  const untold = unseen + distinct.length - callers.length
  return { candidates: callers, ...(untold > 0 && { unseen: untold }) }
}

async function withName({ uid, command }: Opener) {
  const user = await accountName(uid)
  return { uid, ...(user !== undefined && { user }), command } satisfies Caller
}
