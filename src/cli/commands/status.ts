import { survey } from '../../engine/status/survey.ts'
import { readOnly } from '../../host/read-only.ts'
import { realHost } from '../../host/real.ts'
import { worst, type AreaState } from '../../plan/status.ts'
import { readProfile } from '../../profile/read.ts'
import { statusView, type CommonOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { toldFailures } from '../told-failures.ts'

/** Says what the host is, and changes nothing. Returns the exit code. */
export async function status(options: CommonOptions): Promise<number> {
  const view = statusView(options)
  return await toldFailures(view, async () => {
    const host = readOnly(realHost)
    const { profile, path } = await readProfile(host, options.profile)
    const found = await survey(host, profile, path)
    view.found(found)
    return codes[worst(found.areas.map(({ state }) => state))]
  })
}

const codes: Record<AreaState, number> = {
  ok: exitCodes.done,
  warn: exitCodes.done,
  unknown: exitCodes.failed,
  missing: exitCodes.changesPending,
  drift: exitCodes.changesPending,
}
