import type { Attribution } from '../../policy/attribution.ts'
import { apiConnections, type Connection } from './api-connections.ts'
import { attribution, isCertain } from './attribution-of.ts'
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

type Openers = ReadonlyMap<number, Opener>

/** Who is connected to Docker's API: among them is whoever waits for an answer there all the while. */
export async function lookForCallers(): Promise<CallerLook> {
  let open = await apiConnections()
  const openers = openersOf(new Set(open.flatMap(({ client }) => client ?? [])))
  for (const pause of pauses) {
    if (open.length <= 1 || isCertain(known(open, openers), open.length)) break
    open = await stillOpen(open, pause)
  }
  const seen = await whose(open, openers)
  const left = open.filter(({ isLeft }) => isLeft)
  if (left.length === 0 || left.length === open.length) return { seen }
  return { seen, later: whoseAfterwards(open, left, openers) }
}

/**
 * Docker leaves connections of ended `docker run`s open until its memory is collected. One that a client has left
 * and that outlives the denial was not the one that was denied: writing the answer to that fails, which closes it.
 */
async function whoseAfterwards(
  open: readonly Connection[],
  left: readonly Connection[],
  openers: Openers,
): Promise<Attribution | undefined> {
  const outlived = await stillOpen(left, afterwards)
  return await whose(
    open.filter((connection) => !outlived.includes(connection)),
    openers,
  )
}

async function whose(
  connections: readonly Connection[],
  openers: Openers,
): Promise<Attribution | undefined> {
  if (connections.length === 0) return undefined
  return await attribution(known(connections, openers), connections.length)
}

function known(connections: readonly Connection[], openers: Openers): Opener[] {
  return connections.flatMap(({ client }) => openers.get(client ?? 0) ?? [])
}

async function stillOpen(
  connections: readonly Connection[],
  afterMs: number,
): Promise<Connection[]> {
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  const now = new Set((await apiConnections()).map(({ server }) => server))
  return connections.filter(({ server }) => now.has(server))
}
