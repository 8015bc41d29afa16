import { dockerGroupMembers } from '../../checks/docker-group.ts'
import { smbText, sssdTexts } from '../../checks/claimed-ids.ts'
import { mergeInis, parseIni } from '../../formats/ini.ts'
import type { HostReader } from '../../host/reader.ts'
import type { AclEntry } from '../../plan/acl.ts'
import { valueOf } from '../../plan/fact.ts'
import type { Candidate } from '../../plan/proposal.ts'
import { dockerSocket } from '../../policy/places.ts'
import { whyNoAccount } from './account-answer.ts'

export interface FoundAccounts {
  groups: Candidate[]
  users: Candidate[]
  /** Who has access now, in words; of what could not be seen, why. */
  access: string[]
  unseen: string[]
}

/**
 * Who could be meant. Chosen are those alone who have access now by name, so that nobody is let in whom somebody has not named.
 */
export async function accountCandidates(host: HostReader): Promise<FoundAccounts> {
  const acl = await host.acl(dockerSocket)
  const entries = (valueOf(acl) ?? []).filter(({ rights }) => rights.write)
  const byAcl = await Promise.all(entries.map((entry) => nameOf(host, entry)))
  const members = await dockerGroupMembers(host)
  const { members: listed, ownGroup } = valueOf(members) ?? { members: [], ownGroup: [] }
  const named = (tag: AclEntry['tag']) =>
    byAcl.flatMap((one, index) => (one !== undefined && entries[index]?.tag === tag ? [one] : []))
  const inDocker = [...new Set([...listed, ...ownGroup])]

  const users = [
    ...named('user').map(chosen("by the socket's ACL")),
    ...inDocker.map(chosen('in the group docker')),
  ]
  const groups = [
    ...named('group').map(chosen("by the socket's ACL")),
    ...(await usualGroups(host)).map((value) => ({ value, why: 'known here', isChosen: false })),
  ]
  return {
    users: await usable(host, 'user', users),
    groups: await usable(host, 'group', groups),
    access: [
      ...(inDocker.length > 0 ? [`group docker: ${inDocker.join(', ')}`] : []),
      ...entries.map(({ tag, id }, index) => `${tag} ${byAcl[index] ?? `${id} (no name)`} by ACL`),
    ],
    unseen: [
      ...(acl.state === 'unknown' ? [`who has access by an ACL: ${acl.reason}`] : []),
      ...(members.state === 'unknown' ? [`who is in the group docker: ${members.reason}`] : []),
    ],
  }
}

function chosen(why: string): (value: string) => Candidate {
  return (value) => ({ value, why: `has access now, ${why}`, isChosen: true })
}

/** getent takes a number for a name. */
async function nameOf(host: HostReader, { tag, id }: AclEntry): Promise<string | undefined> {
  return valueOf<{ name: string }>(await host[tag](String(id)))?.name
}

/** Each once, and none that apply would refuse: an account that is gone, root, a name that a profile cannot hold. */
async function usable(
  host: HostReader,
  tag: AclEntry['tag'],
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const first = candidates.filter(
    ({ value }, index) => candidates.findIndex((one) => one.value === value) === index,
  )
  const faults = await Promise.all(first.map(({ value }) => whyNoAccount(host, tag, value)))
  return first.filter((_, index) => faults[index] === undefined)
}

/** Groups that are made for this, or hold everyone of a domain, as this host spells them. */
async function usualGroups(host: HostReader): Promise<string[]> {
  const sssd = mergeInis((await sssdTexts(host)).map((text) => parseIni(text)))
  const domains = sssd.get('sssd')?.get('domains')?.split(',') ?? []
  const workgroup = parseIni(await smbText(host))
    .get('global')
    ?.get('workgroup')
  const names = [
    'docker-users',
    'domain users',
    ...domains.map((domain) => `domain users@${domain.trim()}`),
    ...(workgroup === undefined ? [] : [`${workgroup}\\domain users`]),
  ]
  const found = await Promise.all(names.map((name) => host.group(name)))
  const groups = found.flatMap((fact) => valueOf(fact) ?? [])
  return groups
    .filter(({ id }, index) => groups.findIndex((group) => group.id === id) === index)
    .map(({ name }) => name)
}
