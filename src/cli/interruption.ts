const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * From here on a signal does not end this process: it asks for what was done to be undone. A terminal
 * that goes away is such a signal too.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of signals) {
    process.on(signal, () => {
      const told = controller.signal.aborted
        ? 'Undoing goes on: it must not be left half done.'
        : `Interrupted (${signal}): what is at hand is finished, then all that this run did is undone.`
      process.stderr.write(`\n${told}\n`)
      controller.abort(signal)
    })
  }
  return controller.signal
}
