import { Refusal, type Problem } from '../failure.ts'
import { firstRange } from '../formats/subordinate-ids.ts'
import type { HostReader } from '../host/reader.ts'
import { unreadable } from './desired-file.ts'

/** Docker makes this user, its group and their subordinate ids itself when it starts (moby daemon_unix.go). */
const dockersOwn = 'dockremap'

export interface RemapIds {
  uid: number
  gid: number
}

/** What a container's root is on the host; undefined while the remap user has no subordinate ids. */
export async function remapIds(host: HostReader, remap: string): Promise<RemapIds | undefined> {
  const { user } = remapAccounts(remap)
  // By the user in both files, whatever the group's name is (moby pkg/idtools, NewIdentityMapping).
  const uid = await firstId(host, '/etc/subuid', user)
  const gid = await firstId(host, '/etc/subgid', user)
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

/** Docker makes its own remap user at its first start with it. */
export async function makesAccount(
  host: HostReader,
  remap: string,
): Promise<{ makesAccount?: string }> {
  if (remap !== 'default' || (await host.user(dockersOwn)).state !== 'absent') return {}
  return { makesAccount: dockersOwn }
}

/**
 * A user named by the profile must be there with its ids: Docker makes only its own.
 *
 * @throws Refusal
 */
export async function refuseUnfitRemapUser(host: HostReader, remap: string): Promise<void> {
  if (remap === 'default') return
  const { user, group } = remapAccounts(remap)
  const problems: Problem[] = []
  for (const [kind, name] of [
    ['user', user],
    ['group', group],
  ] as const) {
    const found = await host[kind](name)
    if (found.state === 'present') continue
    problems.push({
      code: 'remap-user-missing',
      what: `The remap's ${kind} ${name} does not exist on this host.`,
      where: 'remap',
      ...(found.state === 'unknown' && { cause: found.reason }),
      remedies: [`Make it: ${kind}add --system ${name}`, 'Or set remap to default.'],
    })
  }
  if (problems.length === 0 && !(await remapIds(host, remap))) problems.push(withoutIds(user))
  if (problems.length > 0) throw new Refusal(problems)
}

function withoutIds(user: string): Problem {
  return {
    code: 'remap-user-without-ids',
    what: `The remap's user ${user} has no subordinate ids in /etc/subuid, or none in /etc/subgid.`,
    where: 'remap',
    remedies: [
      'Give it a range that no one else has: usermod --add-subuids FIRST-LAST --add-subgids FIRST-LAST ' +
        user,
      'Docker reads these two files only, not the directory service.',
    ],
  }
}

/** The user and the group whose subordinate ids containers get. */
export function remapAccounts(remap: string): { user: string; group: string } {
  if (remap === 'default') return { user: dockersOwn, group: dockersOwn }
  const [user = remap, group = user] = remap.split(':')
  return { user, group }
}

async function firstId(
  host: HostReader,
  path: string,
  account: string,
): Promise<number | undefined> {
  const found = await host.file(path)
  if (found.state === 'unknown') throw unreadable(path, found.reason)
  return found.state === 'present' ? firstRange(found.value.text, account)?.start : undefined
}
