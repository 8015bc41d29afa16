import { changesBelow } from './changes-below.ts'
import type { Rule } from './rule.ts'

/** An engine plugin runs outside the remap, as the host's root. */
export const enginePlugins: Rule = {
  name: 'enginePlugins',
  denies(request, policy) {
    if (policy.enginePlugins === 'allow' || !changesBelow(request, ['plugins'])) return undefined
    return 'engine plugins are for the admin: "docker plugin ls" and "inspect" are allowed.'
  },
}
