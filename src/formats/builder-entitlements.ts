import type { Node } from 'jsonc-parser'
import { Refusal } from '../failure.ts'
import { readDaemonJson } from './daemon-json-read.ts'
import { appendMembers, insertInto } from './json-insert.ts'
import { lineAndColumn } from './line-and-column.ts'

/** What BuildKit may be asked for beyond plain builds (moby daemon/config/builder.go, BuilderEntitlements). */
export type Entitlement = 'network-host' | 'security-insecure' | 'device'

/**
 * daemon.json with these entitlements off. A plugin cannot see what a build asks BuildKit for, and
 * from Docker 29.2 on not even that it asks: `network-host` and `device` are on where nothing is said.
 * Docker versions that do not know one of them pass over it.
 *
 * @throws Refusal where one is on, or the section is not what dockerd accepts
 */
export function withoutEntitlements(
  text: string,
  entitlements: readonly Entitlement[],
  path: string,
): string {
  const read = readDaemonJson(text, path)
  const { root } = read
  const place = { text, path }
  if (entitlements.length === 0) return text
  const append = (container: Node, key: string, value: string) =>
    insertInto(text, [appendMembers(text, root, container, [{ key, value }])])
  const off = `{ ${entitlements.map((one) => `"${one}": false`).join(', ')} }`

  if (!read.keys.includes('builder')) return append(root, 'builder', `{ "entitlements": ${off} }`)
  const builder = read.valueOf('builder')
  const found = memberOf(builder, 'entitlements', place)
  if (!found) return append(builder, 'entitlements', off)
  const missing = entitlements.filter((one) => {
    const value = memberOf(found, one, place)
    if (value && value.value !== false) throw isOn(one, value, place)
    return !value
  })
  const members = missing.map((key) => ({ key, value: 'false' }))
  return members.length === 0 ? text : insertInto(text, [appendMembers(text, root, found, members)])
}

interface Place {
  text: string
  path: string
}

/** Go's decoder ignores the case of these inner keys, and takes the last of several. */
function memberOf(object: Node, key: string, place: Place): Node | undefined {
  if (object.type !== 'object') throw unclear(object, `"${key}" belongs into an object`, place)
  const members = (object.children ?? []).filter(
    ({ children: [name] = [] }) => String(name?.value).toLowerCase() === key,
  )
  const [name, value] = members[0]?.children ?? []
  if (members.length > 1 || (name && name.value !== key)) {
    throw unclear(object, `"${key}" is there twice, or in another spelling`, place)
  }
  return value
}

function unclear({ offset }: Node, problem: string, { text, path }: Place): Refusal {
  return new Refusal({
    code: 'daemon-json-builder',
    what: `The section "builder" of ${path} is not clear: ${problem}.`,
    where: `${path}:${lineAndColumn(text, offset)}`,
    remedies: ['Write it as "builder": { "entitlements": { … } }, each key once.'],
  })
}

function isOn(entitlement: Entitlement, { offset }: Node, { text, path }: Place): Refusal {
  return new Refusal({
    code: 'daemon-json-entitlement',
    what: `Builds may use ${entitlement} by ${path}, which the profile's policy denies.`,
    where: `${path}:${lineAndColumn(text, offset)}`,
    remedies: [
      `Take "${entitlement}" out of "builder": apply turns it off.`,
      'Or allow it: hostNamespaces (network-host), privileged (security-insecure), devices (device).',
    ],
  })
}
