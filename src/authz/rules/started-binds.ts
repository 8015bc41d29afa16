import { quoted } from '../canonical/denial.ts'
import type { Policy } from '../../policy/settings.ts'
import type { HostFacts } from '../facts/facts.ts'
import type { BindMount } from './bind-mounts.ts'
import { whyNotBound } from './bind-source.ts'
import { inUse, isPlainReference } from './container-reference.ts'
import { kept } from './kept.ts'
import type { Answer, Rule } from './rule.ts'

/**
 * Docker makes what is missing at every start. A container that was made when there was no plugin, or
 * whose folder root has removed since, is judged again by what it is now.
 */
export const startedBinds: Rule = {
  name: 'binds',
  denies(request, policy) {
    if (!/^\/containers\/\{name:\.\*\}\/(start|restart)$/.test(request.route.path)) return undefined
    const reference = kept(request.name)
    if (reference === undefined || !isPlainReference(reference)) {
      return `${quoted(request.name)} is not the name or id of one container.`
    }
    const signature = request.signature()
    return async (facts, denied) => {
      const isHeld = await facts.claims.hold(reference, 'lookup', signature, denied)
      return isHeld ? whyNot(reference, policy.binds, facts) : inUse(reference)
    }
  },
}

async function whyNot(
  reference: string,
  policy: Policy['binds'],
  facts: HostFacts,
): Promise<Answer> {
  const whenMissing = ({ source }: BindMount) =>
    `${quoted(reference)} has ${quoted(source)} by -v, which Docker would make as root where it is missing: make the container anew, with --mount for it.`
  for (const bind of await facts.bindsMadeByStart(reference)) {
    const mount = { ...bind, readOnly: false, makesSource: true }
    const message = await whyNotBound(mount, policy, facts, whenMissing)
    if (message !== undefined) return message
  }
  return undefined
}
