import { join } from 'node:path/posix'
import type { Policy } from '../../policy/settings.ts'
import { quoted } from '../canonical/denial.ts'
import type { Bind } from '../facts/containers.ts'
import type { HostFacts } from '../facts/facts.ts'
import type { SeenPath } from '../facts/seen-path.ts'
import type { BindMount } from './bind-mounts.ts'
import type { Answer } from './rule.ts'

/**
 * Why one folder of the host may not be given to a container.
 * @param whenMissing what to say where Docker may have to make it
 */
async function whyNotBound(
  mount: BindMount,
  { allow, deny, shortForm }: Policy['binds'],
  facts: HostFacts,
  whenMissing: (mount: BindMount) => string,
): Promise<Answer> {
  const { source, makesSource } = mount
  const seen = await facts.seePath(source)
  const path = join(seen.firm, seen.loose)
  if ((await facts.dockerFolders()).some((folder) => overlaps(path, folder))) {
    return `${quoted(source)} is not allowed as a bind mount: it is, or holds, a folder of Docker's own.`
  }
  // What a process holds open, Docker's own among them.
  if (path.startsWith('/proc/')) return `${quoted(source)} is not allowed as a bind mount.`
  if (deny.some((folder) => overlaps(path, folder)) || !allow.some((one) => isIn(path, one))) {
    return `${quoted(source)} is not allowed as a bind mount on this host.`
  }
  if (!makesSource || (await staysThere(seen, shortForm, { source, facts }))) return undefined
  return whenMissing(mount)
}

/** The first of them that may not be. */
export async function whyNotAllBound(
  mounts: readonly BindMount[],
  policy: Policy['binds'],
  facts: HostFacts,
  whenMissing: (mount: BindMount) => string,
): Promise<Answer> {
  for (const mount of mounts) {
    const message = await whyNotBound(mount, policy, facts, whenMissing)
    if (message !== undefined) return message
  }
  return undefined
}

/** A bind of a container that is there already, whose source Docker makes where it is missing. */
export function madeMount(bind: Bind): BindMount {
  return { ...bind, readOnly: false, makesSource: true }
}

/** At each start of the container, and whatever others than root do meanwhile. */
async function staysThere(
  seen: SeenPath,
  shortForm: Policy['binds']['shortForm'],
  { source, facts }: { source: string; facts: HostFacts },
): Promise<boolean> {
  if (seen.loose === '') return seen.exists && facts.isLasting(seen.firm)
  return shortForm === 'existing' && seen.exists && facts.exists(source)
}

/** In characters: the line is there to be copied, so it is cut only where no path is so long. */
const longestLine = 4096

/** What to type instead. A value of --mount is CSV: one with a comma in it cannot be typed plainly. */
export function mountLine({ source, target, readOnly }: BindMount): string {
  const option = `type=bind,source=${source},target=${target}${readOnly ? ',readonly' : ''}`
  return `--mount ${quoted(option, longestLine)}`
}

function overlaps(path: string, folder: string): boolean {
  return isIn(path, folder) || isIn(folder, path)
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}
