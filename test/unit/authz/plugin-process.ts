import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/** As the unit has it: how much memory there is decides what the plugin withstands. */
const nodeOptions =
  /^ExecStart=@NODE@ (.*) @PROGRAM@$/m
    .exec(readFileSync('templates/denyusernshost.service', 'utf8'))?.[1]
    ?.split(' ') ?? []

/** The plugin as it is shipped, started as systemd starts it: with a listening socket as descriptor 3. */
export interface PluginProcess {
  socket: string
  child: ChildProcess
  /** What it wrote for the journal. */
  journal: () => string
  call: (method: string, body: string | Buffer) => Promise<Answer>
  stop: () => Promise<void>
}

export interface Answer {
  status: number
  headers: Record<string, unknown>
  body: unknown
}

export async function bundlePlugin(): Promise<{ program: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'denyusernshost-'))
  const program = join(folder, 'denyusernshost')
  const entryPoints = ['src/authz/main.ts']
  await build({ entryPoints, outfile: program, bundle: true, platform: 'node', format: 'cjs' })
  return {
    program,
    remove: () => {
      rmSync(folder, { recursive: true })
    },
  }
}

export async function startPlugin(program: string, policy: string): Promise<PluginProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'denyusernshost-'))
  const policyFile = join(folder, 'policy.json')
  writeFileSync(policyFile, policy)
  const listener = createServer().listen(join(folder, 'listening.sock'))
  await once(listener, 'listening')
  // Closing the listener here takes its own name away, not this one.
  const socket = join(folder, 'plugin.sock')
  linkSync(join(folder, 'listening.sock'), socket)

  const child = spawn(
    '/bin/sh',
    [
      ...['-c', 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', 'sh', process.execPath],
      ...nodeOptions,
      ...[program, policyFile],
    ],
    { stdio: ['ignore', 'ignore', 'pipe', descriptorOf(listener)] },
  )
  listener.close()
  let journal = ''
  child.stderr?.on('data', (text: Buffer) => {
    journal += text.toString()
  })
  return {
    socket,
    child,
    journal: () => journal,
    call: (method, body) => call(socket, method, body),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true })
    },
  }
}

/** Node passes streams on, but a listening socket only by its number, which it does not tell. */
function descriptorOf(listener: Server): number {
  return (listener as unknown as { _handle: { fd: number } })._handle.fd
}

function call(socketPath: string, path: string, body: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path, method: 'POST', agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response
        resolve({ status, headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
