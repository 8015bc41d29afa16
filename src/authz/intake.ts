import type { IncomingMessage } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { Budget } from './budget.ts'
import { Denial } from './canonical/denial.ts'

/**
 * In bytes. Docker shows bodies of up to 4 MiB, which are 5.6 MiB in base64, and headers of up to
 * 1 MiB beside them.
 */
export const largestRequest = 8 * 1024 * 1024
/** In bytes. Nearly all requests are smaller. */
const small = 64 * 1024
/**
 * In bytes, over all requests: keeps the process small, however many come at once. The small ones
 * do not stand in line behind large ones, of which anybody can send many.
 */
const budgets = { small: new Budget(64 * small), large: new Budget(largestRequest) }

/** In ms: Docker itself would wait for ever (moby pkg/plugins/client.go, NewClient without timeout). */
const deadline = 5_000

/** The request's body, or why there is none to judge. Never rejects. */
export async function receive(request: IncomingMessage): Promise<Buffer | Denial> {
  const stop = new AbortController()
  const late = after(deadline, new Denial('internal', 'the plugin is too busy: try again.'), {
    signal: stop.signal,
  })
  try {
    return await Promise.race([read(request), late])
  } catch {
    return new Denial('internal', 'the plugin did not receive the whole request: send it again.')
  } finally {
    stop.abort()
  }
}

async function read(request: IncomingMessage): Promise<Buffer | Denial> {
  const declared = Number(request.headers['content-length'] ?? largestRequest)
  const giveBack =
    declared <= small
      ? await budgets.small.take(declared)
      : await budgets.large.take(Math.min(declared, largestRequest))
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= largestRequest) chunks.push(chunk)
    }
    if (size > largestRequest) return new Denial('canonical', 'the request is too large.')
    return Buffer.concat(chunks, size)
  } finally {
    giveBack()
  }
}
