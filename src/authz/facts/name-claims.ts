/** Docker looks a name up for a judged request; a create or rename gives it away. */
type Use = 'lookup' | 'claim'

interface Hold {
  name: string
  use: Use
  /** The request's signature, which another may have too. */
  request: string
  /** The request itself. */
  denied: AbortSignal
  until: number
}

/** In ms. A name is looked up at the very start of a request: no slow reader keeps it for longer. */
const longest = 60_000
/** In ms, below Docker's and the plugin's own patience. */
const patience = 3_000

/**
 * Docker looks a name up again after the plugin has judged what it stands for. So while a request
 * that was judged by some name is on its way, nobody is given that name, and the other way round. Docker tells when a
 * request is over; of one that another plugin refused it does not, which is what `longest` is for.
 */
export class NameClaims {
  private holds: Hold[] = []
  private readonly waiting = new Set<() => void>()

  /**
   * False when the name stayed in the other use, or the request has been denied meanwhile.
   * @param request what `release` will be told
   * @param denied aborts when the request is denied after all, of which Docker says nothing
   */
  async hold(name: string, use: Use, request: string, denied: AbortSignal): Promise<boolean> {
    const end = Date.now() + patience
    while (this.isHeldFor(name, use === 'lookup' ? 'claim' : 'lookup', denied)) {
      if (Date.now() >= end) return false
      await this.nextRelease(end)
    }
    if (denied.aborted) return false
    this.holds.push({ name, use, request, denied, until: Date.now() + longest })
    denied.addEventListener('abort', () => {
      this.end(denied)
    })
    return true
  }

  /** One request of this signature is over. */
  release(request: string): void {
    this.end(this.holds.find((hold) => hold.request === request)?.denied)
  }

  /** A Docker that starts anew has no request on its way. */
  releaseAll(): void {
    this.holds = []
    for (const wake of this.waiting) wake()
  }

  get isIdle(): boolean {
    return this.holds.length === 0
  }

  private end(request: AbortSignal | undefined): void {
    this.holds = this.holds.filter((hold) => hold.denied !== request)
    for (const wake of this.waiting) wake()
  }

  private isHeldFor(name: string, use: Use, request: AbortSignal): boolean {
    const now = Date.now()
    this.holds = this.holds.filter((hold) => hold.until > now)
    return this.holds.some(
      (hold) => hold.name === name && hold.use === use && hold.denied !== request,
    )
  }

  private nextRelease(end: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, end - Date.now())
      this.waiting.add(wake)
    })
  }
}
