import { Refusal } from '../failure.ts'
import { attempt } from '../host/api-attempt.ts'
import { connectionAs } from '../host/as-user.ts'
import type { HostReader } from '../host/reader.ts'
import { trustedNode } from '../steps/trusted-node.ts'
import type { Send } from './verify.ts'

/**
 * Sends requests with a user's rights.
 * @throws Refusal where there is no such user
 */
export async function sendAs(host: HostReader, name: string): Promise<Send> {
  const user = await host.user(name)
  if (user.state !== 'present') {
    throw new Refusal({
      code: 'user-not-found',
      what: `The user ${name} is not known to this host.`,
      ...(user.state === 'unknown' && { cause: user.reason }),
      remedies: [`See how the directory service spells it: getent passwd ${name}`],
    })
  }
  const connect = connectionAs(user.value, await trustedNode(host))
  return async (asked) => await attempt(asked, connect)
}
