import { createServer } from 'node:net'
import { logFailure } from '../journal.ts'
import { lookForCallers } from './caller-look.ts'

/** In ms without a question: where nobody is denied, nothing of this runs. */
const idle = 30_000

/**
 * Answers each connection with who is connected to Docker, as a line of JSON, and ends when nobody asks any more. A
 * question that comes just then waits in the socket, which systemd holds, for the next process.
 */
export function serveCallers(socket: number): void {
  const exit = setTimeout(() => process.exit(0), idle)
  const server = createServer((connection) => {
    exit.refresh()
    connection.on('error', () => undefined)
    lookForCallers().then(
      (callers) => connection.end(`${JSON.stringify(callers ?? {})}\n`),
      (error: unknown) => {
        logFailure(`cannot tell who is connected to Docker: ${String(error)}`)
        connection.destroy()
      },
    )
  })
  server.listen({ fd: socket })
}
