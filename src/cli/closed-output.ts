let isNeeded = true

/**
 * `userns-harden apply --dry-run | head`: whoever closes the pipe has seen enough. A terminal that is gone
 * reports EIO.
 */
export function endQuietlyWithoutReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
      if (isNeeded) process.exit(0)
    })
  }
}

/** Once a host is being changed, that goes on to its end whether or not anybody reads on. */
export function goOnWithoutReaders(): void {
  isNeeded = false
}
