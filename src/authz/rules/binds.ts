import { quoted } from '../canonical/denial.ts'
import { bindMountsOf, type BindMount } from './bind-mounts.ts'
import { mountLine, whyNotAllBound } from './bind-source.ts'
import { kept } from './kept.ts'
import type { Rule } from './rule.ts'

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
    if (!mountsKept) return 'these are too many bind mounts.'
    return (facts) => whyNotAllBound(mountsKept, policy.binds, facts, mayBeMissing)
  },
}

function mayBeMissing(mount: BindMount): string {
  return `-v ${quoted(mount.source)} is allowed only where the folder exists at every boot and root alone can rename it and those above it: type ${mountLine(mount)} instead (in a compose file: type: bind with create_host_path: false).`
}
