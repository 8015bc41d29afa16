import { quoted } from '../canonical/denial.ts'
import { bindMountsOf, type BindMount } from './bind-mounts.ts'
import { mountLine, whyNotBound } from './bind-source.ts'
import { kept } from './kept.ts'
import type { Question, Rule } from './rule.ts'
import type { Policy } from '../../policy/settings.ts'

/**
 * Docker makes a missing source as root and gives it to the containers' root, wherever it is: a
 * folder among systemd's generators is root on the host (moby volume/mounts, MountPoint.Setup). It does
 * so again at each later start of the container, at boot too. So a check whether the source exists
 * holds only where root alone can change the names on the way, and where they outlast a boot.
 */
export const binds: Rule = {
  name: 'binds',
  denies(request, policy) {
    const mounts = bindMountsOf(request)
    if (!mounts) return 'a bind mount must have an absolute source, and a type that is known.'
    if (mounts.length === 0) return undefined
    const mountsKept = kept(mounts)
    return mountsKept ? about(mountsKept, policy.binds) : 'these are too many bind mounts.'
  },
}

function about(mounts: BindMount[], policy: Policy['binds']): Question {
  return async (facts) => {
    for (const mount of mounts) {
      const message = await whyNotBound(mount, policy, facts, mayBeMissing)
      if (message !== undefined) return message
    }
    return undefined
  }
}

function mayBeMissing(mount: BindMount): string {
  return `-v ${quoted(mount.source)} is allowed only where the folder exists at every boot and root alone can rename it and those above it: type ${mountLine(mount)} instead (in a compose file: type: bind with create_host_path: false).`
}
