import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { warns, type Check } from './check.ts'

const homes = '/home'
const throughByOthers = 0o001
const readByOthers = 0o004

/** A bind mount is made by root, whom no folder stops: what is below one that keeps others out is reached by its own mode. */
export const openHomes: Check = async (host, { policy }) => {
  const { allow, deny } = policy.binds
  if (deny.some(holdsHomes) || leavesHomesOut(allow)) return []
  const names = valueOf(await host.names(homes)) ?? []
  const found = await Promise.all(names.map((name) => reliesOnItself(host, `${homes}/${name}`)))
  const open = names.filter((_, index) => found[index])
  if (open.length === 0) return []
  return [
    warns({
      code: 'homes-rely-on-their-folder',
      what: `In ${open.length === 1 ? 'a home' : `${open.length} homes`} that others cannot enter are files that everyone may read. A container can: docker run --mount type=bind,source=${homes}/NAME/…`,
      cause: `${open.slice(0, 5).join(', ')}${open.length > 5 ? `, and ${open.length - 5} more` : ''}`,
      where: homes,
      remedies: [
        `Let no container have them: policy: { binds: { deny: [${homes}] } } in the profile`,
        'Or close what is in them: chmod -R o-rwx HOME; and for new files: UMASK 077 in /etc/login.defs (pam_umask)',
      ],
    }),
  ]
}

/** Whether a list of what alone may be mounted has no home; an empty one lets everything be. */
function leavesHomesOut(allow: readonly string[]): boolean {
  return allow.length > 0 && !allow.some((folder) => holdsHomes(folder) || isAHome(folder))
}

/** Whether a folder of the policy has all homes in it. */
function holdsHomes(folder: string): boolean {
  return `${homes}/`.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

function isAHome(folder: string): boolean {
  return folder.startsWith(`${homes}/`)
}

async function reliesOnItself(host: HostReader, home: string): Promise<boolean> {
  const folder = valueOf(await host.directory(home))
  if (!folder || folder.mode & throughByOthers) return false
  const names = valueOf(await host.names(home)) ?? []
  const inside = await Promise.all(names.map((name) => host.status(`${home}/${name}`)))
  return inside.some((one) => one.state === 'present' && (one.value.mode & readByOthers) !== 0)
}
