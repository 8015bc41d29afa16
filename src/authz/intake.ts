import type { IncomingMessage } from 'node:http'
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
 * do not stand in line behind large ones, of which anybody can send many, and which are taken one by one:
 * Docker sends them from its memory, so that none keeps the next waiting.
 */
const budgets = { small: new Budget(64 * small), large: new Budget(largestRequest) }

/** In ms: Docker itself would wait for ever (moby pkg/plugins/client.go, NewClient without timeout). */
const deadline = 5_000

/**
 * The request's body, or why there is none to judge. Never rejects. By events: of all that is done for a
 * request, iterating over its stream would take the most time.
 */
export function receive(request: IncomingMessage): Promise<Buffer | Denial> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let isOver = false
    const end = (outcome: Buffer | Denial) => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      giveBack()
      chunks.length = 0
      resolve(outcome)
    }
    const timer = setTimeout(end, deadline, busy)
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largestRequest && !isOver) chunks.push(chunk)
    })
    request.on('end', () => {
      end(size > largestRequest ? tooLarge : Buffer.concat(chunks))
    })
    request.on('close', () => {
      end(incomplete)
    })
    request.on('error', () => undefined)
    // Until it is its turn, what is sent stays in the socket.
    request.pause()
    const declared = declaredSize(request)
    const [budget, share] =
      declared <= small ? [budgets.small, declared] : [budgets.large, largestRequest]
    const giveBack = budget.take(share, () => request.resume())
  })
}

function declaredSize(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? largestRequest)
}

/**
 * Gives back at once what a large request has taken: its buffers are outside of V8's heap, where V8 lets 64 MB come
 * together before it looks (node --expose-gc).
 */
export function clearAwayAfter(request: IncomingMessage): void {
  if (declaredSize(request) > small) globalThis.gc?.()
}

const busy = new Denial('internal', 'the plugin is too busy: try again.')
const tooLarge = new Denial('canonical', 'the request is too large.')
const incomplete = new Denial(
  'internal',
  'the plugin did not receive the whole request: send it again.',
)
