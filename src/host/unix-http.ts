import { request } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Answer {
  status: number
  body: string
}

interface Question {
  socket: string
  method: 'GET' | 'POST'
  /** The request target as it is sent, however odd. */
  path: string
  /** JSON as it is sent; left out where there is none. */
  body?: string
  deadlineMs: number
  /** Makes the connection, where it is not to be with this process's rights. */
  connect?: () => Duplex
}

/** In characters: more than a socket takes in at once. */
const large = 65_536

/** One HTTP request over a unix socket. Rejects with the system's error, or when the deadline passes. */
export async function askOverUnixSocket(question: Question): Promise<Answer> {
  const { socket, method, path, body = '', deadlineMs, connect } = question
  const signal = AbortSignal.timeout(deadlineMs)
  return await new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      const late = new Error(`${socket} did not answer within ${deadlineMs / 1000} s`)
      reject(signal.aborted ? late : error)
    }
    // An agent would make connections of its own.
    const way = connect ? { createConnection: connect } : { socketPath: socket, agent: false }
    const asked = request(
      { ...way, method, path, signal, headers: headersFor(body) },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', onError)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
          })
          // A body that nobody wanted is not waited for.
          asked.destroy()
        })
      },
    )
    asked.on('error', onError)
    if (body.length > large) {
      asked.on('continue', () => asked.end(body))
      asked.flushHeaders()
    } else asked.end(body)
  })
}

function headersFor(body: string) {
  return {
    host: 'localhost',
    // Said also where there is none: a chunked empty body would be one that nobody sees.
    'content-length': Buffer.byteLength(body),
    ...(body !== '' && { 'content-type': 'application/json' }),
    // A large one may be answered without being read, and the connection closed while it is still being sent.
    ...(body.length > large && { expect: '100-continue' }),
  }
}
