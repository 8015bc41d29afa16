import { Bug, Refusal } from '../failure.ts'
import type { FoundUser } from './reader.ts'

/**
 * Gives up root for good, for all threads of this process (setuid(2) of glibc): what follows has a user's rights and groups,
 * and no capabilities.
 *
 * @throws Refusal where this process is not root's
 */
export function become({ name, id, groupId }: FoundUser): void {
  if (process.getuid?.() !== 0) {
    throw new Refusal({
      code: 'not-root',
      what: `Only root can try with the rights of ${name}.`,
      remedies: [`sudo npx userns-harden verify --as ${name}`],
    })
  }
  // Not in the types of Node 18.
  const { initgroups } = process as { initgroups?: (user: string, extraGroup: number) => void }
  initgroups?.(name, groupId)
  process.setgid?.(groupId)
  process.setuid?.(id)
  if (process.getuid() !== id) throw new Bug(`still runs as uid ${process.getuid()}`)
}
