import { hostConfigOf, itemsOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/**
 * What adds confinement; written with `=` or, as it once was, with `:`. The values that stand for the
 * default are left out: they undo what daemon.json may have set, such as a seccomp profile.
 */
const harmless = /^no-new-privileges([=:]true)?$/

/** A profile of one's own can be as wide as none, so it counts as none. */
export const securityOptions: Rule = {
  name: 'securityOptions',
  denies(request, policy) {
    if (policy.securityOptions === 'allow') return undefined
    const settings = hostConfigOf(request)
    const options = itemsOf(settings?.get('SecurityOpt'))
    if (options.some((option) => typeof option !== 'string' || !harmless.test(option))) {
      return 'of the security options only no-new-privileges is allowed: leave out other --security-opt.'
    }
    // An empty list unmasks all of /proc and /sys; only none at all stands for the defaults.
    const paths = ['MaskedPaths', 'ReadonlyPaths'].map((name) => settings?.get(name) ?? null)
    if (paths.every((list) => list === null)) return undefined
    return 'MaskedPaths and ReadonlyPaths must be left out.'
  },
}
