import type { MountPoint } from '../../src/authz/facts/container-list.ts'
import type { HostFacts } from '../../src/authz/facts/facts.ts'
import { NameClaims } from '../../src/authz/facts/name-claims.ts'
import { factsWith } from '../unit/authz/facts-for-tests.ts'

const mountedId = 'cafe'.padEnd(64, '0')
/** Of a folder that is not there, and that anybody could put something else for. */
const mount: MountPoint = { Type: 'bind', Source: '/tmp/none', Destination: '/host' }

/** While somebody copies by the name `copied`, without waiting for the end of that. */
class CopiedNow extends NameClaims {
  override hold(...[name, use]: Parameters<NameClaims['hold']>): Promise<boolean> {
    return Promise.resolve(use !== 'claim' || name !== 'copied')
  }
}

/** The host as the oracle has it too: `mounted` has a host mount, and `outside` is in the host's user namespace. */
export const facts: HostFacts = {
  ...factsWith(),
  claims: new CopiedNow(),
  containersCalled: (reference) => factsAbout(reference).containersCalled(reference),
  bindsMadeByStart: (reference) => factsAbout(reference).bindsMadeByStart(reference),
}

function factsAbout(reference: string): HostFacts {
  const isMounted = reference === 'mounted' || mountedId.startsWith(reference)
  return factsWith(isMounted ? [[mount]] : [[]])
}
