import { Bug, Refusal } from '../failure.ts'
import { readDaemonJson } from './daemon-json-read.ts'
import { appendMembers, insertInto, type Insertion } from './json-insert.ts'

export { readDaemonJson, type DaemonJson } from './daemon-json-read.ts'

export interface DaemonSettings {
  /** The file's path, for messages. */
  path: string
  /** `default`, or `user[:group]`. */
  remap: string
  plugin: string
}

/**
 * daemon.json with the remap and the plugin in it. An admin's text is only ever added to: all that
 * was there stays to the byte. The same text comes back when nothing is missing.
 *
 * @throws Refusal where the text is nothing that dockerd accepts, or has another remap
 */
export function mergeDaemonJson(text: string | undefined, settings: DaemonSettings): string {
  const { path, remap, plugin } = settings
  if (text === undefined) return freshText({ remap, plugin })
  const merged = insertInto(text, daemonJsonInsertions(text, settings))
  const { usernsRemap, authorizationPlugins = [] } = readDaemonJson(merged, path)
  if (!isSameRemap(usernsRemap ?? '', remap) || !authorizationPlugins.includes(plugin)) {
    throw new Bug(`The edit of ${path} does not say what it should.`)
  }
  return merged
}

function freshText({ remap, plugin }: { remap: string; plugin: string }): string {
  const lines = [
    `  "userns-remap": ${JSON.stringify(remap)},`,
    `  "authorization-plugins": [${JSON.stringify(plugin)}]`,
  ]
  return `{\n${lines.join('\n')}\n}\n`
}

/** What the text lacks: empty when nothing is missing. */
export function daemonJsonInsertions(
  text: string,
  { path, remap, plugin }: DaemonSettings,
): Insertion[] {
  const found = readDaemonJson(text, path)
  const insertions: Insertion[] = []
  const members: [key: string, value: string][] = []
  if (found.usernsRemap === undefined) members.push(['userns-remap', JSON.stringify(remap)])
  else if (!isSameRemap(found.usernsRemap, remap)) throw otherRemap(path, found.usernsRemap, remap)

  if (found.authorizationPlugins === undefined) {
    members.push(['authorization-plugins', `[${JSON.stringify(plugin)}]`])
  } else if (!found.authorizationPlugins.includes(plugin)) {
    const list = found.valueOf('authorization-plugins')
    insertions.push(appendMembers(text, found.root, list, [{ value: JSON.stringify(plugin) }]))
  }
  if (members.length > 0) {
    const items = members.map(([key, value]) => ({ key, value }))
    insertions.push(appendMembers(text, found.root, found.root, items))
  }
  return insertions
}

/** A user alone stands for the group of the same name, `default` for dockremap (moby daemon_unix.go, parseRemappedRoot). */
export function isSameRemap(one: string, other: string): boolean {
  return inFull(one) === inFull(other)
}

function inFull(remap: string): string {
  if (remap === 'default') return 'dockremap:dockremap'
  return remap === '' || remap.includes(':') ? remap : `${remap}:${remap}`
}

function otherRemap(path: string, found: string, wanted: string): Refusal {
  const off = found === '' || /^(root|0)(:|$)/.test(found)
  return new Refusal({
    code: 'daemon-json-other-remap',
    what: off
      ? `"userns-remap" in ${path} is ${JSON.stringify(found)}, which turns the remap off; the profile says ${wanted}.`
      : `Docker's user ids are remapped otherwise already: "userns-remap" is ${JSON.stringify(found)} in ${path}, the profile says ${wanted}.`,
    where: path,
    remedies: off
      ? [`Take "userns-remap" out of ${path}: apply writes it.`]
      : [
          ...(/^\d/.test(found)
            ? []
            : [`To keep it, put into the profile: remap: ${JSON.stringify(found)}`]),
          `To change it, take "userns-remap" out of ${path}. Each remap has images and containers of its own: those of ${found} go out of sight.`,
        ],
  })
}
