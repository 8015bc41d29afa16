import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { dockerSocket } from './docker-api.ts'

export interface ApiAnswer {
  status: number
  /** At most some KiB of it. */
  body: string
}

/** In ms: longer than Docker waits for its plugin. */
const deadline = 40_000
const mostOfBody = 4096
/** In characters: more than a socket takes in at once. */
const large = 65_536

/**
 * Sends a request to Docker as it is, however odd, and takes the beginning of the answer.
 *
 * @param connect makes the connection, where it is not to be with this process's rights
 * @throws the system's error, ENOENT and EACCES among them
 */
export async function attempt(
  asked: { method: string; target: string; body?: string },
  connect?: () => Duplex,
): Promise<ApiAnswer> {
  const { method, target, body = '' } = asked
  const isLarge = body.length > large
  const headers = {
    Host: 'docker',
    'Content-Length': Buffer.byteLength(body),
    ...(body !== '' && { 'Content-Type': 'application/json' }),
    // Docker may answer without reading it, and close while it is still being sent.
    ...(isLarge && { Expect: '100-continue' }),
  }
  return await new Promise((resolve, reject) => {
    const sent = request(
      {
        // An agent would make its own connections.
        ...(connect ? { createConnection: connect } : { socketPath: dockerSocket, agent: false }),
        method,
        path: target,
        headers,
        signal: AbortSignal.timeout(deadline),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          if (text.length < mostOfBody) text += part
        })
        response.on('error', reject)
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text })
          // A body that nobody wanted is not waited for.
          sent.destroy()
        })
      },
    )
    sent.on('error', reject)
    if (isLarge) {
      sent.on('continue', () => sent.end(body))
      sent.flushHeaders()
    } else sent.end(body)
  })
}
