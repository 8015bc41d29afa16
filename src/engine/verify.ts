import { causeOf, Failure } from '../failure.ts'
import type { Answer } from '../host/unix-http.ts'
import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import {
  gotThrough,
  type ApiRequest,
  type AttemptResult,
  type AttemptState,
} from '../plan/verification.ts'
import { attempts } from '../probes/index.ts'
import type { Attempt } from '../probes/attempt.ts'
import type { Profile } from '../profile/schema.ts'
import { pluginName } from '../steps/places.ts'

export type Send = (request: ApiRequest) => Promise<Answer>

/** How many ways are tried at once: each may be a process of another user's. */
const atOnce = 4

/** Tries every way, with whatever rights `send` has; each ends as harmlessly as it began. */
export async function verify(send: Send, profile: Profile): Promise<AttemptResult[]> {
  const results: AttemptResult[] = []
  const left = attempts.entries()
  const tryOneByOne = async () => {
    for (const [index, attempt] of left) results[index] = await resultOf(attempt, send, profile)
  }
  await Promise.all(Array.from({ length: atOnce }, tryOneByOne))
  return results
}

async function resultOf(attempt: Attempt, send: Send, { policy }: Profile): Promise<AttemptResult> {
  const { id, title } = attempt
  const isAllowed = id !== 'canonical' && policy[id] === 'allow'
  return { id, title, ...(isAllowed ? { state: 'allowed' } : await tried(attempt, send)) }
}

async function tried(
  { requests }: Attempt,
  send: Send,
): Promise<Pick<AttemptResult, 'state' | 'answer'>> {
  let outcome: Pick<AttemptResult, 'state' | 'answer'> = { state: 'held' }
  for (const request of requests) {
    const { state, answer } = await answerTo(request, send)
    if (state === 'through') return { state, answer }
    if (state === 'unknown') outcome = { state, answer }
  }
  return outcome
}

async function answerTo(
  request: ApiRequest,
  send: Send,
): Promise<{ state: AttemptState; answer: string }> {
  try {
    const { status, body } = await send(request)
    const answer = `${status}: ${messageOf(body)}`
    return { state: isDenial(status, body) ? 'held' : 'through', answer }
  } catch (error) {
    return { state: 'unknown', answer: causeOf(error) }
  }
}

/** Docker's own words for it (moby pkg/authorization/authz.go), with the plugin's name. */
function isDenial(status: number, body: string): boolean {
  return status === 403 && body.includes(`authorization denied by plugin ${pluginName}`)
}

const longestAnswer = 200

function messageOf(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    if (typeof message === 'string') return message.slice(0, longestAnswer)
  } catch {
    // Not JSON: as it is.
  }
  return body.trim().slice(0, longestAnswer)
}

/** Whether it is the builtin plugin that the running Docker asks: one of an admin's own has rules of its own. */
export async function isJudged(host: HostReader, { plugin, docker }: Profile): Promise<boolean> {
  const running = valueOf(await host.docker(docker.service))
  return (
    plugin.source === 'builtin' && (running?.authorizationPlugins.includes(pluginName) ?? false)
  )
}

/**
 * What `apply` ends with where the builtin plugin judges.
 *
 * @throws Failure that names what got through
 */
export async function verifyHeld(send: Send, profile: Profile): Promise<void> {
  const through = gotThrough({ attempts: await verify(send, profile) })
  if (through.length === 0) return
  throw new Failure({
    code: 'not-held',
    what: 'Docker is hardened by its configuration, and requests get through that the plugin should deny.',
    cause: through.map(({ title, answer }) => `${title}: ${answer ?? ''}`).join('\n'),
    remedies: [
      'See what else stands between: systemctl status denyusernshost.service; docker info',
      'This should not happen: please report it, with your profile and the version of Docker.',
    ],
  })
}
