import { containerCreate } from '../routes/table.ts'
import { inUse } from './container-reference.ts'
import type { Question, Rule } from './rule.ts'

/**
 * Whoever is given a name that a judged request is about to be looked up by could be taken for what was
 * judged. Last of all rules: what passes it holds the name until it is over.
 */
export const givenNames: Rule = {
  name: 'copy',
  denies({ route, query, signature }) {
    const gives = route === containerCreate || route.path === '/containers/{name:.*}/rename'
    const [given, ...more] = gives ? query('name') : []
    if (given === undefined || given === '') return undefined
    if (more.length > 0) return 'give one name only.'
    if (given.length > longest) return 'the name is too long.'
    return isFree(structuredClone(given.replace(/^\//, '')), signature())
  },
}

/** In characters. Docker has no limit; as the name of a host, which it often is, one has 255. */
const longest = 1024

function isFree(name: string, signature: string): Question {
  return async (facts, denied) =>
    (await facts.claims.hold(name, 'claim', signature, denied)) ? undefined : inUse(name)
}
