import type { HostReader } from '../../host/reader.ts'
import { isSameAccount, rightsText, type AclEntry } from '../../plan/acl.ts'
import type { ChangeOf } from '../../plan/change.ts'
import { valueOf } from '../../plan/fact.ts'
import { nothing, undoneBy, type LookBack } from './looked-back.ts'

/** Only the accounts that apply gave rights to or took them from: all others are an admin's affair. */
export async function aclAsBefore(
  { path, before = [], give, take }: ChangeOf<'acl'>,
  host: HostReader,
): Promise<LookBack> {
  const now = valueOf(await host.acl(path)) ?? []
  const touched = [...give, ...take]
  const had = before.filter((entry) => touched.some((one) => isSameAccount(one, entry)))
  const back = {
    give: had.filter((entry) => !now.some((one) => isSame(one, entry))),
    take: now.filter(
      (entry) =>
        give.some((one) => isSameAccount(one, entry)) &&
        !had.some((one) => isSameAccount(one, entry)),
    ),
  }
  if (back.give.length + back.take.length === 0) return nothing
  return undoneBy({ kind: 'acl', path, before: now, ...back, why: 'as before' })
}

function isSame(one: AclEntry, other: AclEntry): boolean {
  return isSameAccount(one, other) && rightsText(one.rights) === rightsText(other.rights)
}
