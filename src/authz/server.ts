import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { clearAwayAfter, receive } from './intake.ts'
import { readAuthzRequest } from './canonical/authz-request.ts'
import { Denial } from './canonical/denial.ts'
import { signatureOf } from './canonical/request.ts'
import type { CallerLooks } from './callers/ask-callers.ts'
import type { RealHost } from './facts/real-host.ts'
import { logAllowed, logDenial, logFailure } from './journal.ts'
import { judge, type LoadedPolicy } from './judge.ts'
import { settle } from './settle.ts'

type Answer = { Implements: string[] } | { Allow: true } | { Allow: false; Msg: string }

/** In ms: for a request on which nothing comes or goes. Longer than a request's own deadline. */
const idle = 8_000
/**
 * In ms, a day: Docker keeps its connections for the next request. One that it writes just when we close is
 * repeated without its body, which we must deny (moby pkg/plugins/client.go): so Docker is the one to close.
 */
const keptFor = 86_400_000

/** Docker's plugin protocol (moby docs: plugin_api, authorization plugins). */
export function pluginServer(loaded: LoadedPolicy, host: RealHost, callers: CallerLooks): Server {
  const limits = {
    requestTimeout: idle,
    headersTimeout: idle,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: keptFor,
  }
  const server = createServer(limits, (request, response) => {
    // Broken off by Docker: there is nobody left to tell.
    response.on('error', () => undefined)
    answerTo(request, loaded, host, callers).then(
      (answer) => {
        send(response, answer, server.listening)
      },
      (error: unknown) => {
        logFailure(`cannot answer: ${String(error)}`)
        response.destroy()
      },
    )
  })
  // Docker waits for ever; a connection that ends is a refusal.
  return server.setTimeout(idle)
}

async function answerTo(
  request: IncomingMessage,
  loaded: LoadedPolicy,
  host: RealHost,
  callers: CallerLooks,
): Promise<Answer | undefined> {
  const method = request.method === 'POST' ? request.url : undefined
  if (method === '/AuthZPlugin.AuthZReq') return authorize(request, loaded, host, callers)
  if (method === '/AuthZPlugin.AuthZRes' && !host.claims.isIdle) {
    noteEnd(await receive(request), host)
  } else {
    // Read to the end also what does not matter: an answer to a client that still writes can be lost.
    await read(request)
  }
  if (method === '/Plugin.Activate') {
    host.forget()
    return { Implements: ['authz'] }
  }
  // By now it is done: there is nothing left to deny.
  return method === '/AuthZPlugin.AuthZRes' ? { Allow: true } : undefined
}

/** Lighter than a stream's own `finished`, which counts: this is half of all calls. */
function read(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.readableEnded) resolve()
    else request.once('end', resolve).once('close', resolve).resume()
  })
}

async function authorize(
  request: IncomingMessage,
  loaded: LoadedPolicy,
  host: RealHost,
  callers: CallerLooks,
): Promise<Answer> {
  // Not in a variable: while the host is asked, the request is not kept.
  const judged = await receive(request).then((bytes) => judge(bytes, loaded))
  clearAwayAfter(request)
  const verdict = 'denied' in judged ? judged : await settle(judged, host)
  if ('denied' in verdict) {
    // Seen before the answer, after which whoever asked may be gone.
    const { whose } = await callers.look()
    void whose.then((attribution) => {
      logDenial({ ...verdict.denied, ...attribution })
    })
    return { Allow: false, Msg: verdict.denied.message }
  }
  if ('policy' in loaded && loaded.policy.audit === 'all') logAllowed(verdict.allowed)
  return { Allow: true }
}

/** Docker says of every request that it let through when it is over. */
function noteEnd(bytes: Buffer | Denial, host: RealHost): void {
  if (bytes instanceof Denial) return
  try {
    host.claims.release(signatureOf(readAuthzRequest(bytes)))
  } catch {
    // Not readable: its hold ends by itself.
  }
}

/** In ms: what Docker is writing on a kept connection meanwhile is still answered. */
const grace = 200

/**
 * Answers what is in hand, and ends. New connections wait in the socket's backlog, which systemd holds, for
 * the next process; kept ones end with their next answer, or when nothing has come on them for a moment.
 */
export function finish(server: Server, onEnd: () => void): void {
  // The HTTP server's own would close at once what Docker may just be writing on (Node 19 and newer).
  NetServer.prototype.close.call(server, onEnd)
  setInterval(() => {
    server.closeIdleConnections()
  }, grace).unref()
}

function send(response: ServerResponse, answer: Answer | undefined, isKept: boolean): void {
  const text = JSON.stringify(answer ?? { Err: 'no such plugin method' })
  response.writeHead(answer ? 200 : 404, {
    'Content-Type': 'application/vnd.docker.plugins.v1.2+json',
    // With its length known, all goes out in one write.
    'Content-Length': Buffer.byteLength(text),
    ...(!isKept && { Connection: 'close' }),
  })
  response.end(text)
}
