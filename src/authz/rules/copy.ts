import { quoted } from '../canonical/denial.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import { isStartOfId } from '../facts/containers.ts'
import type { HostFacts } from '../facts/facts.ts'
import { containerCreate } from '../routes/table.ts'
import type { Rule } from './rule.ts'

/**
 * Docker copies as the host's root, through whatever is mounted in the container (moby
 * daemon/archive.go): root's files out, device nodes in. Last of all rules, for a request that
 * passes it may hold a container's name until it is over.
 */
export const copy: Rule = {
  name: 'copy',
  denies(request, policy, facts) {
    if (policy.copy === 'allow') return undefined
    const reference = copiedContainer(request)
    if (reference === undefined) return claim(request, facts)
    if (policy.copy === 'deny') return `docker cp is not allowed on this host: ${openWay}`
    return judgeCopy(reference, request.signature, facts)
  },
}

const openWay = 'use "docker exec CONTAINER tar -c PATH", or "tar -x" with its input.'

/** The routes that copy: the archive, looking at a path in it, and the way before API 1.24. */
function copiedContainer({ route, name }: CanonicalRequest): string | undefined {
  return /^\/containers\/\{name:\.\*\}\/(archive|copy)$/.test(route.path) ? name : undefined
}

async function judgeCopy(
  reference: string,
  signature: string,
  facts: HostFacts,
): Promise<string | undefined> {
  const unclear = whyUnclear(reference)
  if (unclear !== undefined) return unclear
  if (!(await facts.claims.hold(reference, 'copy', signature))) return inUse(reference)
  let message: string | undefined = `Docker could not be asked about ${quoted(reference)}.`
  try {
    message = await whyNot(reference, facts)
  } finally {
    if (message !== undefined) facts.claims.release(signature)
  }
  return message
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
async function claim(
  { route, query, signature }: CanonicalRequest,
  facts: HostFacts,
): Promise<string | undefined> {
  const gives = route === containerCreate || route.path === '/containers/{name:.*}/rename'
  const [given, ...more] = gives ? query('name') : []
  if (given === undefined || given === '') return undefined
  if (more.length > 0) return 'give one name only.'
  const name = given.replace(/^\//, '')
  return (await facts.claims.hold(name, 'claim', signature)) ? undefined : inUse(name)
}

function inUse(name: string): string {
  return `the name ${quoted(name)} is in use by another request: try again.`
}
