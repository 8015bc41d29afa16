import { request } from 'node:http'
import { dockerSocket } from './docker-api.ts'

export interface ApiAnswer {
  status: number
  /** At most some KiB of it. */
  body: string
}

/** In ms: longer than Docker waits for its plugin. */
const deadline = 40_000
const mostOfBody = 4096

/**
 * Sends a request to Docker as it is, however odd, and takes the beginning of the answer.
 * @throws the system's error, ENOENT and EACCES among them
 */
export async function attempt(asked: {
  method: string
  target: string
  body?: string
}): Promise<ApiAnswer> {
  const { method, target, body = '' } = asked
  const headers = {
    Host: 'docker',
    'Content-Length': Buffer.byteLength(body),
    ...(body !== '' && { 'Content-Type': 'application/json' }),
  }
  return await new Promise((resolve, reject) => {
    const sent = request(
      { socketPath: dockerSocket, method, path: target, headers, timeout: deadline },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          if (text.length < mostOfBody) text += part
        })
        response.on('error', reject)
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text })
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('Docker did not answer')))
    sent.on('error', reject)
    sent.end(body)
  })
}
