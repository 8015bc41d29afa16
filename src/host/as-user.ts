import { spawn } from 'node:child_process'
import { Duplex, PassThrough } from 'node:stream'
import { dockerSocket } from './docker-api.ts'
import type { FoundUser } from './reader.ts'

/** Only carries bytes: what is sent is the same as for root. */
const relay = `const socket = require('node:net').connect(process.argv[1])
socket.on('error', ({ code }) => { process.stderr.write(code); process.exit(1) })
process.stdin.pipe(socket).pipe(process.stdout)`

/**
 * Connects to Docker with a user's uid and groups, as the directory service has them, and without any capability
 * (setpriv(1)). By another process: Node 20 cannot give up root in its own (CVE-2024-22017).
 *
 * @param node a Node that the user may run
 * @returns connects anew; fails with EACCES where the user may not
 */
export function connectionAs({ name, id, groupId }: FoundUser, node: string): () => Duplex {
  const rights = [`--reuid=${id}`, `--regid=${groupId}`, '--inh-caps=-all', '--bounding-set=-all']
  return () => {
    const args = [
      ...rights,
      '--init-groups',
      '--no-new-privs',
      '--',
      node,
      '-e',
      relay,
      dockerSocket,
    ]
    const child = spawn('setpriv', args, { cwd: '/', env: { PATH: '/usr/bin:/bin', USER: name } })
    const answer = new PassThrough()
    const connection = Duplex.from({ readable: answer, writable: child.stdin })
    let complaint = ''
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => connection.destroy(error))
    // Not to its end by itself: what went wrong is known only when the process has ended.
    child.stdout.pipe(answer, { end: false })
    child.on('close', (status) => {
      const code = complaint.trim()
      if (status === 0) answer.end()
      else connection.destroy(Object.assign(new Error(`${dockerSocket}: ${code}`), { code }))
    })
    return connection
  }
}
