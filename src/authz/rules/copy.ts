import { quoted } from '../canonical/denial.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import { isStartOfId } from '../facts/containers.ts'
import type { HostFacts } from '../facts/facts.ts'
import { containerCreate } from '../routes/table.ts'
import type { Answer, Question, Rule } from './rule.ts'

/**
 * Docker copies as the host's root, through whatever is mounted in the container (moby
 * daemon/archive.go): root's files out, device nodes in. Last of all rules, for a request that
 * passes it may hold a container's name until it is over.
 */
export const copy: Rule = {
  name: 'copy',
  denies(request, policy) {
    if (policy.copy === 'allow') return undefined
    const reference = copiedContainer(request)
    if (reference === undefined) return claim(request)
    if (policy.copy === 'deny') return `docker cp is not allowed on this host: ${openWay}`
    return whyUnclear(reference) ?? hasNoHostMount(structuredClone(reference), request.signature())
  },
}

const openWay = 'use "docker exec CONTAINER tar -c PATH", or "tar -x" with its input.'

/** The routes that copy: the archive, looking at a path in it, and the way before API 1.24. */
function copiedContainer({ route, name }: CanonicalRequest): string | undefined {
  return /^\/containers\/\{name:\.\*\}\/(archive|copy)$/.test(route.path) ? name : undefined
}

/** First the name is held, then looked up: nobody can be given it in between. */
function hasNoHostMount(reference: string, signature: string): Question {
  return async (facts, denied) => {
    const isHeld = await facts.claims.hold(reference, 'copy', signature, denied)
    return isHeld ? whyNot(reference, facts) : inUse(reference)
  }
}

/** Twelve digits are what docker ps shows: nobody makes containers until one happens to begin with them. */
function whyUnclear(reference: string): string | undefined {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(reference)) {
    return `${quoted(reference)} is not the name or id of one container.`
  }
  if (!isStartOfId(reference) || reference.length >= 12) return undefined
  return `${quoted(reference)} may be the beginning of other containers' ids too: give the id that "docker ps" shows.`
}

async function whyNot(reference: string, facts: HostFacts): Promise<string | undefined> {
  const found = await facts.containersCalled(reference)
  if (found.length === 0) return `No such container: ${reference}.`
  const mount = found.find(({ hostMount }) => hostMount !== undefined)?.hostMount
  if (mount === undefined) return undefined
  return `docker cp is not allowed with ${quoted(reference)}, which has the host mount ${quoted(mount)}: ${openWay}`
}

/** Whoever is given a name that is being copied from could be copied from instead. */
function claim({ route, query, signature }: CanonicalRequest): Answer | Question {
  const gives = route === containerCreate || route.path === '/containers/{name:.*}/rename'
  const [given, ...more] = gives ? query('name') : []
  if (given === undefined || given === '') return undefined
  if (more.length > 0) return 'give one name only.'
  if (given.length > longestName) return 'the name is too long.'
  return isNotCopied(structuredClone(given.replace(/^\//, '')), signature())
}

/** In characters. Docker has no limit; as the name of a host, which it often is, one has 255. */
const longestName = 1024

function isNotCopied(name: string, signature: string): Question {
  return async (facts, denied) =>
    (await facts.claims.hold(name, 'claim', signature, denied)) ? undefined : inUse(name)
}

function inUse(name: string): string {
  return `the name ${quoted(name)} is in use by another request: try again.`
}
