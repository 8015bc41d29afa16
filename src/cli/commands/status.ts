import { survey } from '../../engine/status/survey.ts'
import { readOnly } from '../../host/read-only.ts'
import { worst, type AreaState } from '../../plan/status.ts'
import { chosenHost, profileFor, type HostChoice } from '../chosen-host.ts'
import { statusView, type CommonOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { toldFailures } from '../told-failures.ts'

/** Says what the host is, and changes nothing. Returns the exit code. */
export async function status(options: CommonOptions & HostChoice): Promise<number> {
  const view = statusView(options)
  return await toldFailures(view, async () => {
    const host = readOnly(await chosenHost('status', options))
    const { profile, path } = await profileFor(host, options.profile)
    const { root } = options
    const found = {
      ...(await survey(host, profile, path)),
      ...(root !== undefined && { image: root }),
    }
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
