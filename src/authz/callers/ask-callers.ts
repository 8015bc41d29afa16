import { connect } from 'node:net'
import { attributionIn, type Attribution } from '../../policy/attribution.ts'

/** In ms. The service may have to be started first; a denial waits no longer for it. */
const patience = 2_000
/** In bytes. */
const largest = 64 * 1024

/**
 * Asks the service that sees who is connected to Docker, since Docker does not tell its plugins. A look is begun after
 * it is asked for, so that it sees whoever waits for a denial; there is one at a time, and those who wait share the next.
 */
export class CallerLooks {
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<Attribution | undefined> | undefined

  constructor(private readonly socket: string) {}

  /** Never rejects: undefined where it cannot be told in time. */
  look(): Promise<Attribution | undefined> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined
      const look = ask(this.socket)
      this.#running = look
      return look
    })
    return this.#next
  }
}

function ask(socket: string): Promise<Attribution | undefined> {
  return new Promise((resolve) => {
    const connection = connect({ path: socket })
    const chunks: Buffer[] = []
    let size = 0
    const end = (callers?: Attribution) => {
      clearTimeout(timer)
      connection.destroy()
      resolve(callers)
    }
    const timer = setTimeout(end, patience)
    connection.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > largest) end()
    })
    connection.on('end', () => {
      end(parsed(Buffer.concat(chunks).toString('utf8')))
    })
    connection.on('error', () => {
      end()
    })
  })
}

function parsed(text: string): Attribution | undefined {
  try {
    return attributionIn(JSON.parse(text) as Record<string, unknown>)
  } catch {
    return undefined
  }
}
