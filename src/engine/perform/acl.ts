import { Failure } from '../../failure.ts'
import type { Host } from '../../host/host.ts'
import { grants, rightsText } from '../../plan/acl.ts'
import type { AclChange } from '../../plan/change.ts'
import { valueOf } from '../../plan/fact.ts'
import { bringUp } from './unit.ts'

/** Takes first: in between there are rather too few rights than too many. */
export async function giveAcl({ path, unit, give, take }: AclChange, host: Host): Promise<void> {
  if (take.length > 0) await host.removeAclEntries(path, take)
  if (give.length === 0) return
  if (unit === undefined) await host.setAclEntries(path, give)
  else await bringUp('restart', unit, host)
  const found = valueOf(await host.acl(path)) ?? []
  const missing = give.filter((entry) => !grants(found, entry))
  if (missing.length === 0) return
  throw new Failure({
    code: 'acl-not-given',
    what: `The rights on ${path} are not there, although they were given.`,
    where: path,
    cause: missing.map(({ tag, id, rights }) => `${tag}:${id}:${rightsText(rights)}`).join('\n'),
    remedies: [
      `See what was done: getfacl ${path}${unit === undefined ? '' : `; journalctl -u ${unit} -n 20`}`,
    ],
  })
}
