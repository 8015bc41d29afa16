import { userInfo } from 'node:os'
import { sendAs } from '../../engine/send-as.ts'
import { verify as tryAll, type Send } from '../../engine/verify.ts'
import { causeOf, Refusal } from '../../failure.ts'
import { attempt } from '../../host/api-attempt.ts'
import { realHost } from '../../host/real.ts'
import { gotThrough, type Verification } from '../../plan/verification.ts'
import { readProfile } from '../../profile/read.ts'
import { verificationView, type CommonOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { refuseUnlessRoot } from '../refusals.ts'
import { toldFailures } from '../told-failures.ts'

export interface VerifyOptions extends CommonOptions {
  as?: string
}

/** Tries to get past the hardening, harmlessly, and says what held. Returns the exit code. */
export async function verify(options: VerifyOptions): Promise<number> {
  const view = verificationView(options)
  return await toldFailures(view, async () => {
    if (options.as !== undefined) refuseUnlessRoot(`verify --as ${options.as}`)
    const { profile } = await readProfile(realHost, options.profile)
    const send = options.as === undefined ? attempt : await sendAs(realHost, options.as)
    const hasAccess = await mayAsk(send)
    const attempts = hasAccess ? await tryAll(send, profile) : []
    const as = options.as ?? userInfo().username
    const found: Verification = { version: 1, as, hasAccess, attempts }
    view.found(found)
    const isUnknown = attempts.some(({ state }) => state === 'unknown')
    return gotThrough(found).length > 0 || isUnknown ? exitCodes.failed : exitCodes.done
  })
}

/** @throws Refusal where nobody could be asked */
async function mayAsk(send: Send): Promise<boolean> {
  try {
    await send({ method: 'GET', target: '/_ping' })
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
