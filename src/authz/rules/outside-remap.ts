import { quoted } from '../canonical/denial.ts'
import type { JsonValue } from '../canonical/json.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import type { ListedContainer } from '../facts/container-list.ts'
import { hostConfigOf, itemsOf } from './host-config.ts'
import { kept } from './kept.ts'
import type { Rule } from './rule.ts'

/**
 * A container that was made in the host's user namespace, before there was this plugin or while the
 * policy allowed it, is a way to the host's root for everybody who may start or enter it.
 */
export const outsideRemap: Rule = {
  name: 'usernsHost',
  denies(request, policy) {
    if (policy.usernsHost === 'allow') return undefined
    const asked = [...usedContainer(request), ...joinedContainers(request)]
    if (asked.length === 0) return undefined
    const references = kept(asked)
    if (!references) return 'these are too many containers.'
    return async (facts) => {
      const outside = await facts.containersOutsideRemap()
      const found = references.find((reference) => outside.some((one) => isCalled(one, reference)))
      return found === undefined
        ? undefined
        : `the container ${quoted(found)} is in the host's user namespace: it can be looked at, stopped and removed, and made anew without --userns=host.`
    }
  },
}

/** What does more to a container than looking, stopping and removing. */
const uses =
  /^\/containers\/\{name:\.\*\}\/(start|restart|unpause|exec|attach|attach\/ws|archive|copy|export|rename|update)$|^\/commit$/

function usedContainer({ route, name, query }: CanonicalRequest): string[] {
  if (!uses.test(route.path)) return []
  return route.path === '/commit' ? query('container') : [name]
}

/**
 * Whose namespaces or volumes a new container, or a build's, is to have: with another's namespace goes its
 * user namespace (moby daemon/oci_linux.go, WithNamespaces).
 */
function joinedContainers(request: CanonicalRequest): string[] {
  const settings = hostConfigOf(request)
  const modes = ['NetworkMode', 'PidMode', 'IpcMode']
    .map((key) => settings?.get(key) ?? '')
    .concat(request.route.path === '/build' ? request.query('networkmode') : [])
  const joined = modes.flatMap(
    (mode) =>
      textOf(mode)
        .match(/^container:(.*)$/s)
        ?.slice(1) ?? [],
  )
  const sources = itemsOf(settings?.get('VolumesFrom')).map((from) => textOf(from).split(':', 1)[0])
  return [...joined, ...sources].filter((reference) => reference !== undefined)
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : ''
}

function isCalled(
  { id, names }: Pick<ListedContainer, 'id' | 'names'>,
  reference: string,
): boolean {
  const name = reference.replace(/^\//, '')
  return names.includes(name) || (name !== '' && id.startsWith(name))
}
