import { causeOf } from '../failure.ts'
import { present, unknown, type Fact } from '../plan/fact.ts'
import { askOverUnixSocket } from './unix-http.ts'

export const dockerSocket = '/run/docker.sock'
export const answerWithinMs = 20_000

/** One question to the Docker API that changes nothing. */
export async function get<T>(path: string): Promise<Fact<T>> {
  try {
    const answer = await askOverUnixSocket({
      socket: dockerSocket,
      method: 'GET',
      path,
      deadlineMs: answerWithinMs,
    })
    if (answer.status !== 200) {
      return unknown(`Docker answers with status ${answer.status}: ${answer.body.trim()}`)
    }
    return present(JSON.parse(answer.body) as T)
  } catch (error) {
    return unknown(`${dockerSocket}: ${causeOf(error)}`)
  }
}
