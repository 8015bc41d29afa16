import { quoted } from '../canonical/denial.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import type { HostFacts } from '../facts/facts.ts'
import { whileHeld, whyUnclear } from './container-reference.ts'
import type { Question, Rule } from './rule.ts'

/**
 * Docker copies as the host's root, through whatever is mounted in the container (moby
 * daemon/archive.go): root's files out, device nodes in.
 */
export const copy: Rule = {
  name: 'copy',
  denies(request, policy) {
    const reference = copiedContainer(request)
    if (policy.copy === 'allow' || reference === undefined) return undefined
    if (policy.copy === 'deny') return `docker cp is not allowed on this host: ${openWay}`
    return whyUnclear(reference) ?? hasNoHostMount(structuredClone(reference), request.signature())
  },
}

const openWay = 'use "docker exec CONTAINER tar -c PATH", or "tar -x" with its input.'

/** The routes that copy: the archive, looking at a path in it, and the way before API 1.24. */
function copiedContainer({ route, name }: CanonicalRequest): string | undefined {
  return /^\/containers\/\{name:\.\*\}\/(archive|copy)$/.test(route.path) ? name : undefined
}

function hasNoHostMount(reference: string, signature: string): Question {
  return (facts, denied) =>
    whileHeld(reference, signature, { facts, denied }, () => whyNot(reference, facts))
}

async function whyNot(reference: string, facts: HostFacts): Promise<string | undefined> {
  const found = await facts.containersCalled(reference)
  if (found.length === 0) return `No such container: ${reference}.`
  for (const { mounts } of found) {
    const mount = await facts.hostMountAmong(mounts)
    if (mount === undefined) continue
    return `docker cp is not allowed with ${quoted(reference)}, which has the host mount ${quoted(mount)}: ${openWay}`
  }
  return undefined
}
