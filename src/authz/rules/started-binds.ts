import { quoted } from '../canonical/denial.ts'
import type { Policy } from '../../policy/settings.ts'
import type { HostFacts } from '../facts/facts.ts'
import type { BindMount } from './bind-mounts.ts'
import { madeMount, whyNotAllBound } from './bind-source.ts'
import { whileHeld, whyNoReference } from './container-reference.ts'
import type { Answer, Question, Rule } from './rule.ts'

/**
 * Docker makes what is missing at every start. A container that was made when there was no plugin, or
 * whose folder root has removed since, is judged again by what it is now.
 */
export const startedBinds: Rule = {
  name: 'binds',
  denies(request, policy) {
    if (!/^\/containers\/\{name:\.\*\}\/(start|restart)$/.test(request.route.path)) return undefined
    const { name, signature } = request
    return whyNoReference(name) ?? about(structuredClone(name), signature(), policy.binds)
  },
}

function about(reference: string, signature: string, policy: Policy['binds']): Question {
  return (facts, denied) =>
    whileHeld(reference, signature, { facts, denied }, () => whyNot(reference, policy, facts))
}

async function whyNot(
  reference: string,
  policy: Policy['binds'],
  facts: HostFacts,
): Promise<Answer> {
  const whenMissing = ({ source }: BindMount) =>
    `${quoted(reference)} has ${quoted(source)} by -v, which Docker would make as root where it is missing: make the container anew, with --mount for it.`
  const mounts = (await facts.bindsMadeByStart(reference)).map(madeMount)
  return whyNotAllBound(mounts, policy, facts, whenMissing)
}
