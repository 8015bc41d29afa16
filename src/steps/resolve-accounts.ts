import { Refusal, type Problem } from '../failure.ts'
import type { Account, HostReader } from '../host/reader.ts'
import { readWrite, type AclEntry } from '../plan/acl.ts'
import type { Fact } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'

/**
 * The profile's names as numbers, asked of the directory service now.
 *
 * @throws Refusal that names every group and user that does not resolve
 */
export async function resolveAccounts(
  host: HostReader,
  { groups, users }: Profile['socketAccess'],
): Promise<AclEntry[]> {
  const asked = [
    ...groups.map((name) => ({ tag: 'group' as const, name })),
    ...users.map((name) => ({ tag: 'user' as const, name })),
  ]
  const entries: AclEntry[] = []
  const problems: Problem[] = []
  for (const { tag, name } of asked) {
    const found = await host[tag](name)
    if (found.state === 'present' && found.value.id !== 0) {
      entries.push({ tag, id: found.value.id, name, rights: readWrite })
    } else problems.push(unresolved(tag, name, found))
  }
  if (problems.length > 0) throw new Refusal(problems)
  return entries
}

function unresolved(tag: 'user' | 'group', name: string, found: Fact<Account>): Problem {
  const database = tag === 'user' ? 'passwd' : 'group'
  const cause =
    found.state === 'unknown'
      ? found.reason
      : found.state === 'present'
        ? 'It resolves to the id 0, which is root.'
        : undefined
  return {
    code: `${tag}-not-found`,
    what: `The ${tag} ${name} is not known to this host.`,
    where: `socketAccess.${tag}s`,
    ...(cause !== undefined && { cause }),
    remedies: [
      `See how the directory service spells it: getent ${database} | less; id SOME_MEMBER`,
      'If it should be there, see that the directory service is up: systemctl status sssd winbind',
    ],
  }
}
