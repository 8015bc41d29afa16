import { userInfo } from 'node:os'
import { verify as tryAll } from '../../engine/verify.ts'
import { causeOf, Refusal } from '../../failure.ts'
import { attempt } from '../../host/api-attempt.ts'
import { become } from '../../host/become.ts'
import { realHost } from '../../host/real.ts'
import { gotThrough, type Verification } from '../../plan/verification.ts'
import { readProfile } from '../../profile/read.ts'
import { verificationView, type CommonOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { toldFailures } from '../told-failures.ts'

export interface VerifyOptions extends CommonOptions {
  as?: string
}

/** Tries to get past the hardening, harmlessly, and says what held. Returns the exit code. */
export async function verify(options: VerifyOptions): Promise<number> {
  const view = verificationView(options)
  return await toldFailures(view, async () => {
    const { profile } = await readProfile(realHost, options.profile)
    if (options.as !== undefined) await becomeUser(options.as)
    const hasAccess = await mayAsk()
    const attempts = hasAccess ? await tryAll(attempt, profile) : []
    const found: Verification = { version: 1, as: userInfo().username, hasAccess, attempts }
    view.found(found)
    const isUnknown = attempts.some(({ state }) => state === 'unknown')
    return gotThrough(found).length > 0 || isUnknown ? exitCodes.failed : exitCodes.done
  })
}

async function becomeUser(name: string): Promise<void> {
  const user = await realHost.user(name)
  if (user.state === 'present') {
    become(user.value)
    return
  }
  throw new Refusal({
    code: 'user-not-found',
    what: `The user ${name} is not known to this host.`,
    ...(user.state === 'unknown' && { cause: user.reason }),
    remedies: [`See how the directory service spells it: getent passwd ${name}`],
  })
}

/** @throws Refusal where nobody could be asked */
async function mayAsk(): Promise<boolean> {
  try {
    await attempt({ method: 'GET', target: '/_ping' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return false
    throw new Refusal({
      code: 'docker-silent',
      what: 'Docker does not answer on its socket, so nothing can be tried.',
      cause: causeOf(error),
      remedies: ['systemctl status docker.service denyusernshost.service'],
    })
  }
}
