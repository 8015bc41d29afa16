import { parseSubnet } from './subnet.ts'

/** How one rule can be set. */
export interface Setting<Value> {
  byDefault: Value
  accepts: (value: unknown) => value is Value
  /** What is accepted, for the person whose value was not. */
  expected: string
}

/** Which folders of the host a container may be given. */
export interface BindSources {
  /** `-v`, by which Docker makes missing folders: for what root alone can rename, or for all that exists. */
  shortForm: 'rootOnly' | 'existing'
  /** Only these folders and what is in them. */
  allow: readonly string[]
  /** Nothing in these folders, and nothing that holds one. */
  deny: readonly string[]
}

/** The rules, each with its setting: a further rule is a further line. The first choice is the default. */
export const settings = {
  usernsHost: oneOf('deny', 'allow'),
  privileged: oneOf('deny', 'allow'),
  hostNamespaces: oneOf('deny', 'allow'),
  devices: listOf([], isDeviceGlob, 'paths below /dev, such as "/dev/dri/*"'),
  deviceRules: oneOf('deny', 'allow'),
  annotations: oneOf('deny', 'allow'),
  volumeOptions: listOf(['tmpfs'], isName, 'types of file systems'),
  enginePlugins: oneOf('deny', 'allow'),
  swarm: oneOf('deny', 'allow'),
  checkpoints: oneOf('deny', 'allow'),
  securityOptions: oneOf('deny', 'allow'),
  cgroupParent: oneOf('deny', 'allow'),
  runtimes: listOf(['runc'], isName, 'names'),
  logDrivers: listOf(['json-file', 'local', 'journald', 'none'], isName, 'names'),
  remoteSources: oneOf('deny', 'allow'),
  networkDrivers: listOf(['bridge'], isName, 'names'),
  // The private ranges from which Docker itself takes networks (moby ipamutils, and RFC 4193).
  subnets: listOf(['172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'], isSubnet, 'subnets'),
  // The safe choice would be to deny, and would end most builds.
  buildKit: oneOf('allow', 'deny'),
  binds: bindSources(),
  copy: oneOf('withoutHostMounts', 'deny', 'allow'),
  // Denies nothing: what the journal is told.
  audit: oneOf('denials', 'all'),
}

export type RuleName = keyof typeof settings

/** What the plugin denies. */
export type Policy = {
  [Rule in RuleName]: (typeof settings)[Rule] extends Setting<infer Value> ? Value : never
}

export const ruleNames = Object.keys(settings) as RuleName[]

export const defaultPolicy = Object.fromEntries(
  ruleNames.map((rule) => [rule, settings[rule].byDefault]),
) as Policy

function oneOf<Choice extends string>(byDefault: Choice, ...others: Choice[]): Setting<Choice> {
  const choices: readonly string[] = [byDefault, ...others]
  return {
    byDefault,
    accepts: (value): value is Choice => typeof value === 'string' && choices.includes(value),
    expected: choices.map((choice) => JSON.stringify(choice)).join(' or '),
  }
}

function bindSources(): Setting<BindSources> {
  return {
    byDefault: { shortForm: 'rootOnly', allow: ['/'], deny: [] },
    accepts: (value): value is BindSources => {
      if (typeof value !== 'object' || value === null) return false
      const { shortForm, allow, deny, ...others } = value as Record<string, unknown>
      return (
        (shortForm === 'rootOnly' || shortForm === 'existing') &&
        areFolders(allow) &&
        areFolders(deny) &&
        Object.keys(others).length === 0
      )
    },
    expected: 'shortForm ("rootOnly" or "existing"), allow and deny, lists of absolute paths',
  }
}

function areFolders(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && isPlainPath(one))
}

/** As it is compared: absolute, no empty, `.` or `..` part, no slash at its end. */
export function isPlainPath(path: string): boolean {
  return path === '/' || (/^(\/[^/]+)+$/.test(path) && !/\/\.\.?(\/|$)/.test(path))
}

/** What is allowed. */
function listOf(
  byDefault: readonly string[],
  accepts: (one: string) => boolean,
  of: string,
): Setting<readonly string[]> {
  return {
    byDefault,
    accepts: (value): value is readonly string[] =>
      Array.isArray(value) && value.every((one) => typeof one === 'string' && accepts(one)),
    expected: `a list of ${of}`,
  }
}

export function isName(text: string): boolean {
  return text !== ''
}

export function isSubnet(text: string): boolean {
  return parseSubnet(text) !== undefined
}

/** `*` stands for any characters of one name: `/dev/nvidia*`. */
export function isDeviceGlob(path: string): boolean {
  return isPlainPath(path) && path.startsWith('/dev/')
}
