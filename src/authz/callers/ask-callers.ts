import { connect } from 'node:net'
import { attributionIn, type Attribution } from '../../policy/attribution.ts'

/** In ms. The service may have to be started first; a denial waits no longer for it. */
const patience = 2_000
/** In ms, for what is known a moment later. */
const longPatience = 5_000
/** In bytes. */
const largest = 64 * 1024

/** A look that has been made: whoever waited for it may be answered. */
export interface MadeLook {
  /** Never rejects: undefined where it cannot be told. */
  whose: Promise<Attribution | undefined>
}

/**
 * Asks the service that sees who is connected to Docker, since Docker does not tell its plugins. A look is begun after
 * it is asked for, so that it sees whoever waits for a denial; there is one at a time, and those who wait share the next.
 */
export class CallerLooks {
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<MadeLook> | undefined
  readonly #open = new Set<() => void>()

  constructor(private readonly socket: string) {}

  /** Never rejects. */
  look(): Promise<MadeLook> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined
      const look = this.#ask()
      this.#running = look
      return look
    })
    return this.#next
  }

  /** What is known by now is all that is waited for. */
  hurry(): void {
    for (const end of this.#open) end()
  }

  #ask(): Promise<MadeLook> {
    return new Promise((resolve) => {
      const whose = new Promise<Attribution | undefined>((tell) => {
        const connection = connect({ path: this.socket })
        let text = ''
        const end = () => {
          clearTimeout(timer)
          clearTimeout(longTimer)
          this.#open.delete(end)
          connection.destroy()
          tell(lastLine(text))
          resolve({ whose })
        }
        const timer = setTimeout(end, patience)
        const longTimer = setTimeout(end, longPatience)
        this.#open.add(end)
        connection.setEncoding('utf8')
        connection.on('data', (chunk: string) => {
          text += chunk
          if (text.length > largest) end()
          else if (text.includes('\n')) {
            clearTimeout(timer)
            resolve({ whose })
          }
        })
        connection.on('end', end)
        connection.on('error', end)
      })
    })
  }
}

/** Of whole lines: what is cut off says nothing. */
function lastLine(text: string): Attribution | undefined {
  const line = text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1) ?? ''
  try {
    return attributionIn(JSON.parse(line) as Record<string, unknown>)
  } catch {
    return undefined
  }
}
