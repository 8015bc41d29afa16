import { parseAccounts } from '../formats/account-file.ts'
import type { HostReader } from '../host/reader.ts'
import { present, valueOf, type Fact } from '../plan/fact.ts'
import { forbids, unseen, type Check } from './check.ts'

/**
 * Docker's socket belongs to this group: its members use Docker without being named by the profile. The plugin judges them
 * like everybody; taking the profile away from them does not.
 */
export const dockerGroup: Check = async (host, { socketAccess }) => {
  const found = await dockerGroupMembers(host)
  if (found.state === 'unknown') return [unseen('who is in the group docker', found.reason)]
  if (found.state === 'absent') return []
  const { members, ownGroup } = found.value
  const others = [...new Set([...members, ...ownGroup])].filter(
    (name) => !socketAccess.users.includes(name),
  )
  if (others.length === 0) return []
  return [
    forbids({
      code: 'docker-group-members',
      what: `These use Docker as members of the group docker, whatever the profile says: ${others.join(', ')}.`,
      where: '/etc/group',
      remedies: [
        ...others
          .filter((name) => members.includes(name))
          .map((name) => `gpasswd --delete ${name} docker`),
        ...ownGroup.map((name) => `usermod --gid ANOTHER_GROUP ${name}`),
        'They keep what they have until they log in anew. Whoever should use Docker is named by the profile: socketAccess',
      ],
    }),
  ]
}

interface DockerGroupMembers {
  members: string[]
  /** Those whose own group it is, by this host's own file. */
  ownGroup: string[]
}

/** Absent where there is no such group. */
export async function dockerGroupMembers(host: HostReader): Promise<Fact<DockerGroupMembers>> {
  const found = await host.group('docker')
  if (found.state !== 'present') return found
  const { id, members } = found.value
  const accounts = parseAccounts(valueOf(await host.file('/etc/passwd'))?.text ?? '')
  const ownGroup = accounts.filter(({ groupId }) => groupId === id).map(({ name }) => name)
  return present({ members, ownGroup })
}
