import type { Attribution, Caller } from '../../policy/attribution.ts'
import { accountName } from './account-name.ts'
import { apiConnections, type Connection } from './api-connections.ts'
import { openersOf } from './openers.ts'

/** In ms, before another look: what is gone by then was not the connection of a request that waits for its denial. */
const pauses = [15, 35]
/** A denial tells no more than this, however many connections a user opens. */
const mostCallers = 16

/**
 * Who is connected to Docker's API: among them is whoever waits for an answer there all the while.
 *
 * @returns undefined where none is seen, by the host's own Docker
 */
export async function lookForCallers(): Promise<Attribution | undefined> {
  let open = await apiConnections()
  for (const pause of pauses) {
    if (open.length <= 1) break
    await new Promise((resolve) => setTimeout(resolve, pause))
    const still = new Set((await apiConnections()).map(({ server }) => server))
    open = open.filter(({ server }) => still.has(server))
  }
  return open.length === 0 ? undefined : await callersOn(open)
}

async function callersOn(connections: readonly Connection[]): Promise<Attribution> {
  const clients = connections.flatMap(({ client }) => client ?? [])
  const openers = openersOf(new Set(clients))
  const unseen = connections.length - openers.length
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

async function withName({ uid, command }: { uid: number; command: string }) {
  const user = await accountName(uid)
  return { uid, ...(user !== undefined && { user }), command } satisfies Caller
}
