import { denials as readDenials } from '../../engine/denials.ts'
import type { TimedDenial } from '../../policy/denial.ts'
import type { DenialGrouping } from '../../report/human/denials-text.ts'
import { denialsView, type CommonOptions } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { toldFailures } from '../told-failures.ts'

export interface DenialsOptions extends CommonOptions {
  by?: DenialGrouping
  since?: string
  follow?: boolean
}

/** Says what the plugin has denied, by its journal. Returns the exit code. */
export async function denials(options: DenialsOptions): Promise<number> {
  const { since, follow = false } = options
  const view = denialsView(options)
  return await toldFailures(view, async () => {
    const found: TimedDenial[] = []
    for await (const denial of readDenials(since, follow)) {
      if (follow) view.came(denial)
      else found.push(denial)
    }
    if (!follow) view.found(found)
    return exitCodes.done
  })
}
