import { Failure } from '../../failure.ts'
import type { Host } from '../../host/host.ts'
import { grants, rightsText } from '../../plan/acl.ts'
import type { AclChange } from '../../plan/change.ts'
import { valueOf } from '../../plan/fact.ts'
import { bringUp } from './unit.ts'

export async function giveAcl({ path, unit, give, take }: AclChange, host: Host): Promise<void> {
  if (take.length > 0) await host.removeAclEntries(path, take)
  if (give.length === 0) return
  await bringUp('restart', unit, host)
  const found = valueOf(await host.acl(path)) ?? []
  const missing = give.filter((entry) => !grants(found, entry))
  if (missing.length === 0) return
  throw new Failure({
    code: 'acl-not-given',
    what: `${unit} ran, but the rights on ${path} are not there.`,
    where: path,
    cause: missing.map(({ tag, id, rights }) => `${tag}:${id}:${rightsText(rights)}`).join('\n'),
    remedies: [`See what it did: journalctl -u ${unit} -n 20; getfacl ${path}`],
  })
}
