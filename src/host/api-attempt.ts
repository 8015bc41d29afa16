import type { Duplex } from 'node:stream'
import type { ApiRequest } from '../plan/verification.ts'
import { dockerSocket } from './docker-api.ts'
import { askOverUnixSocket, type Answer } from './unix-http.ts'

/** Longer than Docker waits for its plugin. */
const deadlineMs = 40_000

/**
 * Sends a request to Docker as it is, however odd.
 *
 * @param connect makes the connection, where it is not to be with this process's rights
 * @throws the system's error, ENOENT and EACCES among them
 */
export async function attempt(
  { method, target, body }: ApiRequest,
  connect?: () => Duplex,
): Promise<Answer> {
  return await askOverUnixSocket({
    socket: dockerSocket,
    method,
    path: target,
    deadlineMs,
    ...(body !== undefined && { body }),
    ...(connect && { connect }),
  })
}
