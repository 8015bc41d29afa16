import { join } from 'node:path/posix'
import type { Policy } from '../../policy/settings.ts'
import { quoted } from '../canonical/denial.ts'
import type { HostFacts } from '../facts/facts.ts'
import type { SeenPath } from '../facts/seen-path.ts'
import { bindMountsOf, type BindMount } from './bind-mounts.ts'
import { kept } from './kept.ts'
import type { Question, Rule } from './rule.ts'

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
    const folders = await facts.dockerFolders()
    for (const mount of mounts) {
      const message = await denialOf(mount, policy, { facts, folders })
      if (message !== undefined) return message
    }
    return undefined
  }
}

async function denialOf(
  mount: BindMount,
  { allow, deny, shortForm }: Policy['binds'],
  { facts, folders }: { facts: HostFacts; folders: string[] },
): Promise<string | undefined> {
  const { source } = mount
  const seen = await facts.seePath(source)
  const path = join(seen.firm, seen.loose)
  if (folders.some((folder) => overlaps(path, folder))) {
    return `${quoted(source)} is not allowed as a bind mount: it is, or holds, a folder of Docker's own.`
  }
  // What a process holds open, Docker's own among them.
  if (path.startsWith('/proc/')) return `${quoted(source)} is not allowed as a bind mount.`
  if (deny.some((folder) => overlaps(path, folder)) || !allow.some((one) => isIn(path, one))) {
    return `${quoted(source)} is not allowed as a bind mount on this host.`
  }
  if (!mount.makesSource || (await isThere(seen, shortForm, { source, facts }))) return undefined
  return `-v ${quoted(source)} is allowed only where the folder exists at every boot and root alone can rename it and those above it: type --mount ${quoted(mountOption(mount), longestLine)} instead (in a compose file: type: bind with create_host_path: false).`
}

async function isThere(
  seen: SeenPath,
  shortForm: Policy['binds']['shortForm'],
  { source, facts }: { source: string; facts: HostFacts },
): Promise<boolean> {
  if (seen.loose === '') return seen.exists && facts.isLasting(seen.firm)
  return shortForm === 'existing' && seen.exists && facts.exists(source)
}

/** In characters: the line is there to be copied, so it is cut only where no path is so long. */
const longestLine = 4096

/** A value of --mount is CSV: one with a comma in it cannot be typed plainly. */
function mountOption({ source, target, readOnly }: BindMount): string {
  return `type=bind,source=${source},target=${target}${readOnly ? ',readonly' : ''}`
}

function overlaps(path: string, folder: string): boolean {
  return isIn(path, folder) || isIn(folder, path)
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}
