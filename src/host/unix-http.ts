import { request } from 'node:http'

export interface Answer {
  status: number
  body: string
}

interface Question {
  socket: string
  method: 'GET' | 'POST'
  path: string
  deadlineMs: number
}

/** One HTTP request over a unix socket. Rejects with the system's error, or when the deadline passes. */
export async function askOverUnixSocket({
  socket,
  method,
  path,
  deadlineMs,
}: Question): Promise<Answer> {
  const signal = AbortSignal.timeout(deadlineMs)
  return await new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      const late = new Error(`${socket} did not answer within ${deadlineMs / 1000} s`)
      reject(signal.aborted ? late : error)
    }
    const asked = request(
      // Without a body, and said so: a chunked empty one would be a body that nobody sees.
      {
        socketPath: socket,
        method,
        path,
        signal,
        headers: { host: 'localhost', 'content-length': 0 },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', onError)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    asked.on('error', onError)
    asked.end()
  })
}
