import { Refusal } from '../../failure.ts'
import type { HostReader } from '../../host/reader.ts'
import { accountName } from '../../profile/values.ts'
import { resolveAccounts } from '../../steps/resolve-accounts.ts'

/** Why a name cannot stand in the profile, or apply would refuse it; undefined where it is fine. */
export async function whyNoAccount(
  host: HostReader,
  tag: 'user' | 'group',
  name: string,
): Promise<string | undefined> {
  const fault = accountName.safeParse(name).error?.issues[0]
  if (fault) return `"${name}" ${fault.message}.`
  const groups = tag === 'group' ? [name] : []
  const users = tag === 'user' ? [name] : []
  try {
    await resolveAccounts(host, { groups, users })
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.problems.map(({ what, cause = '' }) => `${what} ${cause}`.trim()).join(' ')
  }
}
