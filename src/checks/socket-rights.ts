import { Refusal, type Problem } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import { isSameAccount, type AclEntry } from '../plan/acl.ts'
import { valueOf } from '../plan/fact.ts'
import { dockerSocket } from '../policy/places.ts'
import type { Profile } from '../profile/schema.ts'
import { resolveAccounts } from '../steps/resolve-accounts.ts'
import { forbids, unseen, type Check } from './check.ts'

const byEveryone = 0o006

/** To connect takes write permission alone (unix(7)). */
export const socketRights: Check = async (host, profile) => {
  const found = await host.status(dockerSocket)
  if (found.state === 'unknown') return [unseen("the rights on Docker's socket", found.reason)]
  if (found.state === 'absent') return []
  const { mode, uid, gid } = found.value
  const dockerGid = valueOf(await host.group('docker'))?.id
  const problems = [
    ...(mode & byEveryone ? [openToAll(mode)] : []),
    ...(uid === 0 && (gid === 0 || gid === dockerGid) ? [] : [owned(uid, gid)]),
  ]
  const acl = await host.acl(dockerSocket)
  if (acl.state === 'unknown')
    return [...problems.map(forbids), unseen("the ACL of Docker's socket", acl.reason)]
  const others = await entriesOfOthers(host, profile, valueOf(acl) ?? [])
  return [...problems, ...others.map(notInProfile)].map(forbids)
}

function openToAll(mode: number): Problem {
  return {
    code: 'socket-open-to-all',
    what: `Everyone on this host may use Docker: its socket has the mode 0${mode.toString(8)}.`,
    where: dockerSocket,
    remedies: [
      `chmod 0660 ${dockerSocket}`,
      'So that it stays so: SocketMode=0660 in docker.socket (systemctl cat docker.socket)',
    ],
  }
}

function owned(uid: number, gid: number): Problem {
  return {
    code: 'socket-owner',
    what: `Docker's socket belongs to uid ${uid} and gid ${gid}, not to root and the group docker.`,
    where: dockerSocket,
    remedies: [
      `chown root:docker ${dockerSocket}`,
      'So that it stays so: SocketUser= and SocketGroup= in docker.socket, or "group" in daemon.json',
    ],
  }
}

/** Entries that let somebody connect whom the profile does not name. */
async function entriesOfOthers(
  host: HostReader,
  { socketAccess }: Profile,
  acl: readonly AclEntry[],
): Promise<AclEntry[]> {
  const wanted = await resolveAccounts(host, socketAccess).catch((error: unknown) => {
    // Told with the access by the profile. Whose an entry is cannot be said then.
    if (error instanceof Refusal) return undefined
    throw error
  })
  if (!wanted) return []
  return acl.filter(
    (entry) => entry.rights.write && !wanted.some((one) => isSameAccount(one, entry)),
  )
}

function notInProfile({ tag, id }: AclEntry): Problem {
  return {
    code: 'socket-acl-wider',
    what: `The ${tag} ${id} may use Docker by an ACL, and the profile does not name it.`,
    where: dockerSocket,
    remedies: [
      `setfacl --remove ${tag}:${id} ${dockerSocket}`,
      `Who it is: getent ${tag === 'user' ? 'passwd' : 'group'} ${id}`,
    ],
  }
}
