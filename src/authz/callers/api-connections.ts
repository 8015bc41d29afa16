import { dockerProcesses, isUnixSocket, socketAt, socketsOf } from './processes.ts'
import { servedByTcp } from './tcp-connections.ts'
import { unixSockets, type UnixSockets } from './unix-sockets.ts'

/** A connection to Docker's API, by the inodes of its two ends. */
export interface Connection {
  server: number
  /** Not known of one in another network namespace, nor of one by TCP. */
  client?: number
  /** The client has closed its end. */
  isLeft?: true
}

/** All that the Docker of this host serves now: none is left out because nothing is known of its other end. */
export async function apiConnections(): Promise<Connection[]> {
  // Before the kernel is asked, so that it knows all of these.
  const held = new Map(dockerProcesses().flatMap((docker) => [...socketsOf(docker)]))
  const known = await unixSockets()
  return [...byUnixSocket(held, known), ...servedByTcp(held).map((server) => ({ server }))]
}

function byUnixSocket(held: ReadonlyMap<number, string>, known: UnixSockets): Connection[] {
  return [...held].flatMap(([server, path]) => {
    const client = known.api.get(server)
    if (client !== undefined) {
      return [client === 0 ? { server, isLeft: true as const } : { server, client }]
    }
    // A client in another network namespace, such as a container's, has both ends there.
    const isElsewhere = !known.others.has(server) && socketAt(path) === server && isUnixSocket(path)
    return isElsewhere ? [{ server }] : []
  })
}
