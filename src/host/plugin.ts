import { causeOf } from '../failure.ts'
import { isMissing } from './files.ts'
import { askOverUnixSocket } from './unix-http.ts'

/** How long to wait for a plugin that makes its socket itself before looking for it again. */
const lookAgainMs = 50

/**
 * The handshake that dockerd itself begins with (Docker plugin API). With a socket of systemd's the
 * question simply waits until the plugin is up; a plugin that makes its own socket may not have
 * done so yet.
 */
export async function activatePlugin(socket: string, deadlineMs: number): Promise<string[]> {
  const until = Date.now() + deadlineMs
  for (;;) {
    const leftMs = until - Date.now()
    try {
      const { status, body } = await askOverUnixSocket({
        socket,
        method: 'POST',
        path: '/Plugin.Activate',
        deadlineMs: Math.max(leftMs, 1),
      })
      if (status !== 200) throw new Error(`${socket} answers with status ${status}: ${body.trim()}`)
      return implementsOf(body)
    } catch (error) {
      if (leftMs <= lookAgainMs || !notListeningYet(error)) throw new Error(causeOf(error))
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
    }
  }
}

function implementsOf(body: string): string[] {
  const answer = JSON.parse(body) as { Implements?: unknown }
  return Array.isArray(answer.Implements) ? answer.Implements.map(String) : []
}

function notListeningYet(error: unknown): boolean {
  return isMissing(error) || (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
}
