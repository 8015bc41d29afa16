import { callersSocket, dockerSocket, policyPath } from '../policy/places.ts'
import { passedSocket } from './activation.ts'
import { CallerLooks } from './callers/ask-callers.ts'
import { realHost } from './facts/real-host.ts'
import { logFailure, outliveJournal } from './journal.ts'
import { loadPolicy } from './policy-file.ts'
import { finish, pluginServer } from './server.ts'

/** In ms: longer than any request may take. */
const lastWord = 12_000

outliveJournal()
try {
  const socket = passedSocket(process.env, process.pid)
  const [, , argument = policyPath] = process.argv
  // Not even loaded where it is not wanted: the plugin has no use for it.
  if (argument === '--callers')
    import('./callers/serve.ts').then(({ serveCallers }) => {
      serveCallers(socket)
    }, fail)
  else start(socket, argument)
} catch (error) {
  fail(error)
}

function start(socket: number, policyFile: string): void {
  const loaded = loadPolicy(policyFile)
  if ('unreadable' in loaded) logFailure(loaded.unreadable)
  const callers = new CallerLooks(callersSocket)
  const server = pluginServer(loaded, realHost(dockerSocket), callers)
  server.on('error', fail)
  server.listen({ fd: socket })

  // A fault that one request found must not take the others' answers away; its own connection is
  // closed unanswered, which is a refusal.
  process.on('uncaughtException', (error) => {
    logFailure(`unexpected: ${error.stack ?? error.message}`)
  })
  // What is in hand is finished; what comes meanwhile waits in systemd's socket for the next process.
  process.once('SIGTERM', () => {
    finish(server, () => {
      callers.hurry()
      // What was denied is written down by then.
      setImmediate(() => process.exit(0))
    })
    setTimeout(() => process.exit(0), lastWord).unref()
  })
}

function fail(error: unknown): void {
  logFailure(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
