import { stat } from 'node:fs/promises'
import type { CopyTarget } from '../../../src/authz/facts/containers.ts'
import type { HostFacts } from '../../../src/authz/facts/facts.ts'
import { NameClaims } from '../../../src/authz/facts/name-claims.ts'
import { seePath } from '../../../src/authz/facts/seen-path.ts'

/** The paths of this very machine (Debian's),  a Docker in its usual place, and these containers by any name. */
export function factsWith(containers: CopyTarget[] = [{}]): HostFacts {
  return {
    claims: new NameClaims(),
    // Docker's socket is what clients most often mount, and not everywhere that tests run.
    seePath: (path) =>
      path === '/var/run/docker.sock'
        ? Promise.resolve({ firm: '/run/docker.sock', loose: '', exists: true })
        : seePath(path),
    exists: (path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    dockerFolders: () => Promise.resolve(['/var/lib/docker', '/run/docker', '/run/containerd']),
    containersCalled: () => Promise.resolve(containers),
  }
}
