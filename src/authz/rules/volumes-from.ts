import { quoted } from '../canonical/denial.ts'
import type { JsonValue } from '../canonical/json.ts'
import type { Policy } from '../../policy/settings.ts'
import { bindsAmong } from '../facts/containers.ts'
import type { HostFacts } from '../facts/facts.ts'
import type { BindMount } from './bind-mounts.ts'
import { madeMount, mountLine, whyNotAllBound } from './bind-source.ts'
import { whileHeld, whyUnclear } from './container-reference.ts'
import { hostConfigOf, itemsOf } from './host-config.ts'
import { kept } from './kept.ts'
import type { Answer, Rule } from './rule.ts'

/**
 * A bind mount that comes from another container is like one by -v, however it was made there: Docker
 * forgets that it was to make no folder (moby daemon/volumes.go, registerMountPoints).
 */
export const volumesFrom: Rule = {
  name: 'binds',
  denies(request, policy) {
    const sources = itemsOf(hostConfigOf(request)?.get('VolumesFrom'))
    if (sources.length === 0) return undefined
    const references = kept(sources.map(referenceIn))
    if (!references) return 'these are too many containers to take volumes from.'
    const unclear = references.map(whyUnclear).find((message) => message !== undefined)
    if (unclear !== undefined) return unclear
    const signature = request.signature()
    return async (facts, denied) => {
      for (const reference of references) {
        const message = await whileHeld(reference, signature, { facts, denied }, () =>
          whyNot(reference, policy.binds, facts),
        )
        if (message !== undefined) return message
      }
      return undefined
    }
  },
}

async function whyNot(
  reference: string,
  policy: Policy['binds'],
  facts: HostFacts,
): Promise<Answer> {
  const whenMissing = (mount: BindMount) =>
    `--volumes-from ${quoted(reference)} brings ${quoted(mount.source)}, which Docker would make as root where it is missing: type ${mountLine(mount)} instead.`
  const found = await facts.containersCalled(reference)
  const mounts = found.flatMap((container) => bindsAmong(container.mounts)).map(madeMount)
  return whyNotAllBound(mounts, policy, facts, whenMissing)
}

/** `container[:mode]`; what is no text is no container. */
function referenceIn(source: JsonValue): string {
  return typeof source === 'string' ? (source.split(':', 1)[0] ?? '') : ''
}
