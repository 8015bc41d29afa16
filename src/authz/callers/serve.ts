import { createServer, type Socket } from 'node:net'
import type { Attribution } from '../../policy/attribution.ts'
import { logFailure } from '../journal.ts'
import { lookForCallers } from './caller-look.ts'

/** In ms without a question: where nobody is denied, nothing of this runs. */
const idle = 30_000

/**
 * Answers each connection with who is connected to Docker, as a line of JSON, and with another where more is known a
 * moment later. Ends when nobody asks any more; a question that comes just then waits in the socket, which systemd
 * holds, for the next process.
 */
export function serveCallers(socket: number): void {
  const exit = setTimeout(() => process.exit(0), idle)
  const server = createServer((connection) => {
    exit.refresh()
    connection.on('error', () => undefined)
    tell(connection).catch((error: unknown) => {
      logFailure(`cannot tell who is connected to Docker: ${String(error)}`)
      connection.destroy()
    })
  })
  server.listen({ fd: socket })
}

async function tell(connection: Socket): Promise<void> {
  const { seen, later } = await lookForCallers()
  connection.write(line(seen))
  if (later) connection.write(line(await later))
  connection.end()
}

function line(attribution: Attribution | undefined): string {
  return `${JSON.stringify(attribution ?? {})}\n`
}
