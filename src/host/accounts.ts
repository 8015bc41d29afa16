import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import type { Account, FoundGroup, FoundUser } from './reader.ts'
import { run, runOrThrow } from './run.ts'

/** getent(1): "one or more supplied keys could not be found in the database". */
const keyNotFound = 2
/** A directory service that is asked over the network answers within this, or not at all. */
const directoryTimeoutMs = 30_000

export async function findUser(name: string): Promise<Fact<FoundUser>> {
  return await ask('passwd', name, userOf)
}

export async function findGroup(name: string): Promise<Fact<FoundGroup>> {
  return await ask('group', name, groupOf)
}

/** The fields of a line of /etc/passwd (passwd(5)). */
export function userOf([name = '', , id, groupId]: readonly string[]): FoundUser {
  return { name, id: Number(id), groupId: Number(groupId) }
}

/** The fields of a line of /etc/group (group(5)). */
export function groupOf([name = '', , id, members = '']: readonly string[]): FoundGroup {
  const names = members.trim().split(',')
  return { name, id: Number(id), members: names.filter((member) => member !== '') }
}

/** userdel(8) takes the subordinate ids and the group of the same name with it. */
export async function removeUser(name: string): Promise<void> {
  await runOrThrow('userdel', ['--', name])
}

/** Asks the name service switch, as everything else on the host does: files, sssd, winbind. */
async function ask<T extends Account>(
  database: 'passwd' | 'group',
  name: string,
  read: (fields: string[]) => T,
): Promise<Fact<T>> {
  try {
    const answer = await run('getent', ['--', database, name], { timeoutMs: directoryTimeoutMs })
    if (answer.exitCode === keyNotFound) return absent
    const account = read(answer.stdout.split(':'))
    if (answer.exitCode === 0 && Number.isInteger(account.id)) return present(account)
    return unknown(`getent ${database} ended with status ${answer.exitCode}: ${answer.stderr}`)
  } catch (error) {
    return unknown(causeOf(error))
  }
}
