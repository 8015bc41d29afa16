import type { Node } from 'jsonc-parser'
import { Bug, Refusal } from '../failure.ts'
import { parseStrictJson, type StrictJson } from './strict-json.ts'
import { lineAndColumn } from './line-and-column.ts'

/** What daemon.json says of our concerns, and where. */
export interface DaemonJson {
  usernsRemap: string | undefined
  authorizationPlugins: string[] | undefined
  /** Every key at the top level, in the file's order. */
  keys: string[]
  root: Node
  /** The node of a top-level key's value; a key that is not there is a bug. */
  valueOf(key: string): Node
}

const ourKeys = ['userns-remap', 'authorization-plugins']

/**
 * Reads daemon.json as strictly as the strictest dockerd does.
 *
 * @throws Refusal with line, column and remedy
 */
export function readDaemonJson(text: string, path: string): DaemonJson {
  const { root, value } = parseStrictJson(text, path)
  const members = membersOf({ root, value }, path)
  const keys = members.map(({ key }) => key)
  const valueOf = (key: string) => {
    const node = members.find((member) => member.key === key)?.node
    if (node === undefined) throw new Bug(`${path} has no key ${key}.`)
    return node
  }
  const refuse: Refuse = (node, problem) => {
    throw new Refusal({ ...problem, where: `${path}:${lineAndColumn(text, node.offset)}` })
  }
  refuseUnclearKeys(members, path, refuse)
  return {
    usernsRemap: keys.includes('userns-remap')
      ? textOf(valueOf('userns-remap'), refuse)
      : undefined,
    authorizationPlugins: keys.includes('authorization-plugins')
      ? namesOf(valueOf('authorization-plugins'), refuse)
      : undefined,
    keys,
    root,
    valueOf,
  }
}

type Refuse = (node: Node, problem: { code: string; what: string; remedies: string[] }) => never

interface Member {
  key: string
  name: Node
  node: Node
}

function membersOf({ root, value }: StrictJson, path: string): Member[] {
  if (root.type !== 'object') {
    throw new Refusal({
      code: 'daemon-json-not-object',
      what: `${path} holds ${Array.isArray(value) ? 'a list' : JSON.stringify(value)}, and dockerd wants one object: { … }.`,
      where: path,
      remedies: ['Put the settings into braces, each as "key": value.'],
    })
  }
  return (root.children ?? []).flatMap(({ children: [name, node] = [] }) =>
    name && node ? [{ key: name.value as string, name, node }] : [],
  )
}

/** dockerd takes the last of two equal keys, and does not know a key in another case (moby daemon/config/config.go). */
function refuseUnclearKeys(members: readonly Member[], path: string, refuse: Refuse): void {
  const seen = new Set<string>()
  for (const { key, name } of members) {
    if (seen.has(key)) {
      refuse(name, {
        code: 'daemon-json-duplicate-key',
        what: `${path} has the key ${JSON.stringify(key)} twice, and only the last one counts.`,
        remedies: ['Leave the one that is meant.'],
      })
    }
    seen.add(key)
    const ours = ourKeys.find((one) => one === key.toLowerCase() && one !== key)
    if (ours !== undefined) {
      refuse(name, {
        code: 'daemon-json-key-case',
        what: `${path} has the key ${JSON.stringify(key)}, which dockerd does not know: it is spelled ${ours}.`,
        remedies: [`Write it as "${ours}", or take it out.`],
      })
    }
  }
}

function textOf(node: Node, refuse: Refuse): string {
  if (node.type === 'string') return node.value as string
  return refuse(node, {
    code: 'daemon-json-remap-type',
    what: `"userns-remap" must be text, and is ${described(node)}.`,
    remedies: ['Take it out: apply writes it as the profile says.'],
  })
}

function namesOf(node: Node, refuse: Refuse): string[] {
  const items = node.type === 'array' ? (node.children ?? []) : undefined
  if (items?.every(({ type }) => type === 'string')) {
    return items.map(({ value }) => value as string)
  }
  return refuse(node, {
    code: 'daemon-json-plugins-type',
    what: `"authorization-plugins" must be a list of names, and is ${items ? 'a list of other things' : described(node)}.`,
    remedies: ['Write it as a list: "authorization-plugins": ["NAME"], or take it out.'],
  })
}

function described({ type, value }: Node): string {
  return type === 'object' || type === 'array' ? `an ${type}` : JSON.stringify(value)
}
