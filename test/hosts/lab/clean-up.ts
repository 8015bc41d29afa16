type CleanUp = () => Promise<void>

const pending = new Set<CleanUp>()
let listening = false

/** Has something done when this process ends before it was done in order; returns how to forget it. */
export function onExit(cleanUp: CleanUp): () => void {
  listen()
  pending.add(cleanUp)
  return () => pending.delete(cleanUp)
}

/** Does all that is pending, the newest first. */
export async function cleanUpAll(): Promise<void> {
  for (const cleanUp of [...pending].reverse()) {
    pending.delete(cleanUp)
    await cleanUp()
  }
}

function listen(): void {
  if (listening) return
  listening = true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void cleanUpAll().finally(() => {
        process.exit(130)
      })
    })
  }
}
