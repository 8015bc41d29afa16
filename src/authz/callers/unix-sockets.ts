import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { dockerSocket } from '../../policy/places.ts'
import { namesIn } from './processes.ts'

/** /run by its old name too, which dockerd's own default still has. */
const byBothNames = (path: string) => [path, `/var${path}`]
const apiPaths = byBothNames(dockerSocket)
/** Root's folders of other sockets that dockerd listens on, by whichever name. */
const ownFolders = ['/run/docker', '/run/docker/libnetwork']
/** What the kernel gives a socket that wants some name (unix(7), autobind): of its five digits, none is a user's choice. */
const givenName = `@${'[0-9a-f]'.repeat(5)}`

export interface UnixSockets {
  /** Of each connection to the API: the inode of its other end, 0 where that is closed. */
  api: Map<number, number>
  /** Sockets that serve nobody: Docker's own ends of connections that it has made, and what it listens on. */
  others: Set<number>
}

/**
 * What the kernel knows of the unix sockets of this network namespace. Asked for those alone that have no name, or one
 * of Docker's: other names are chosen by users, and ss(8) prints them as they are, line breaks included.
 *
 * @throws where ss cannot be run
 */
export async function unixSockets(): Promise<UnixSockets> {
  const names = [...apiPaths, ...ownSockets(), givenName].map((path) => `or src unix:${path}`)
  const args = ['--unix', '--all', '--numeric', '--no-header', 'not src unix:?*', ...names]
  const { stdout } = await promisify(execFile)('ss', args, {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 1_000,
  })
  return readSockets(stdout)
}

function ownSockets(): string[] {
  return ownFolders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => /^[\w-]+\.sock$/.test(name))
      .flatMap((name) => byBothNames(`${folder}/${name}`)),
  )
}

/** Of lines such as `u_str ESTAB 0 0 /run/docker.sock 9943866 * 9942968`. */
export function readSockets(lines: string): UnixSockets {
  const api = new Map<number, number>()
  const others = new Set<number>()
  for (const line of lines.split('\n')) {
    const [, state, , , name = '', inode, , peer] = line.trim().split(/\s+/)
    if (state === 'ESTAB' && apiPaths.includes(name)) api.set(Number(inode), Number(peer))
    else others.add(Number(inode))
  }
  return { api, others }
}
