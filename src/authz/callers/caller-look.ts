import type { Attribution } from '../../policy/attribution.ts'
import { apiConnections, type Connection } from './api-connections.ts'
import { attribution } from './attribution-of.ts'
import { openersOf, type Opener } from './openers.ts'

/** In ms, before another look: what is gone by then was not the connection of a request that waits for its denial. */
const pauses = [15, 35]
/** In ms: by then Docker has long closed the connection of a request that was denied and whose client was gone. */
const afterwards = 1_500

export interface CallerLook {
  /** Whose the request was, as far as it can be told while it waits. */
  seen: Attribution | undefined
  /** The same once it is answered, where that tells more. */
  later?: Promise<Attribution | undefined>
}

/** Who is connected to Docker's API: among them is whoever waits for an answer there all the while. */
export async function lookForCallers(): Promise<CallerLook> {
  let open = await apiConnections()
  for (const pause of pauses) {
    if (open.length <= 1) break
    open = await stillOpen(open, pause)
  }
  const left = open.filter(({ isLeft }) => isLeft)
  const others = open.filter(({ isLeft }) => !isLeft)
  const openers = openersOf(new Set(others.flatMap(({ client }) => client ?? [])))
  const seen = await whose(openers, open.length)
  if (left.length === 0 || openers.length === 0) return { seen }
  return { seen, later: whoseAfterwards(openers, left, others.length) }
}

/**
 * Docker leaves connections of ended `docker run`s open until its memory is collected. One that a client has left
 * and that outlives the denial was not the one that was denied: writing the answer to that fails, which closes it.
 */
async function whoseAfterwards(
  openers: readonly Opener[],
  left: readonly Connection[],
  others: number,
): Promise<Attribution | undefined> {
  const outlived = await stillOpen(left, afterwards)
  return await whose(openers, others + left.length - outlived.length)
}

/** @param connections how many it may have been, those of the openers included */
async function whose(
  openers: readonly Opener[],
  connections: number,
): Promise<Attribution | undefined> {
  return connections === 0 ? undefined : await attribution(openers, connections - openers.length)
}

async function stillOpen(
  connections: readonly Connection[],
  afterMs: number,
): Promise<Connection[]> {
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  const now = new Set((await apiConnections()).map(({ server }) => server))
  return connections.filter(({ server }) => now.has(server))
}
