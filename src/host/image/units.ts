import { causeOf } from '../../failure.ts'
import { splitList } from '../../formats/systemd-words.ts'
import { unitSettings, type UnitSettings } from '../../formats/unit-file.ts'
import { absent, present, unknown, valueOf, type Fact } from '../../plan/fact.ts'
import type { FoundUnit, HostReader } from '../reader.ts'
import { run, runOrThrow } from '../run.ts'

/** systemd.unit(5), "Unit File Load Path", but for what only a running host has: the first that has a file counts. */
const loadPath = ['/etc/systemd/system', '/usr/local/lib/systemd/system', '/usr/lib/systemd/system']

type Files = Pick<HostReader, 'file' | 'names'>

/**
 * A unit of an image, by its files. Nothing runs there, so none is active, and no systemd has read anything older.
 * Unknown where a setting has what only systemd resolves.
 */
export async function readImageUnit(
  top: string,
  files: Files,
  name: string,
): Promise<Fact<FoundUnit>> {
  try {
    const fragment = await firstOf(files, name)
    if (fragment === undefined) return absent
    const paths = [fragment, ...(await dropIns(files, name))]
    const settings = unitSettings(await Promise.all(paths.map((path) => textOf(files, path))))
    return present({
      enabled: await isEnabled(top, name),
      activeState: 'inactive',
      needsReload: false,
      files: paths,
      ...ofService(settings),
      triggeredBy: await triggersOf(files, name),
      listens: (settings.get('Socket.ListenStream') ?? []).map(plain),
      mainPid: 0,
    })
  } catch (error) {
    return unknown(causeOf(error))
  }
}

/** Makes and removes the links that enable a unit, which is all that can be changed of one that does not run. */
export async function systemctlInImage(top: string, args: readonly string[]): Promise<void> {
  await runOrThrow('systemctl', [`--root=${top}`, ...args])
}

function ofService(settings: UnitSettings) {
  const list = (key: string) => (settings.get(`Service.${key}`) ?? []).map(plain)
  // `-`, `@` and the like before the program say how it is run (systemd.service(5), "Command lines").
  const [execStart = ''] = list('ExecStart').map((line) => line.replace(/^[-@:+!|]+/, ''))
  return {
    execStart: splitList(execStart),
    environment: list('Environment').flatMap(splitList),
    environmentFiles: list('EnvironmentFile').map((path) => path.replace(/^-/, '')),
  }
}

/** @throws Error for a specifier (systemd.unit(5), "Specifiers"), which may stand for anything */
function plain(value: string): string {
  if (/%[^%]/.test(value)) throw new Error(`${value} holds what only systemd resolves (%)`)
  return value.replaceAll('%%', '%')
}

async function firstOf(files: Files, name: string): Promise<string | undefined> {
  for (const folder of loadPath) {
    const found = await files.file(`${folder}/${name}`)
    if (found.state === 'unknown') throw new Error(found.reason)
    if (found.state === 'present') return `${folder}/${name}`
  }
  return undefined
}

/** By name, whichever folder they are in; of equal names the first folder's counts (systemd.unit(5)). */
async function dropIns(files: Files, name: string): Promise<string[]> {
  const byName = new Map<string, string>()
  const type = name.slice(name.lastIndexOf('.') + 1)
  const folders = [`${name}.d`, `${type}.d`].flatMap((one) =>
    loadPath.map((parent) => `${parent}/${one}`),
  )
  for (const folder of folders) {
    const names = valueOf(await files.names(folder)) ?? []
    for (const file of names.filter((one) => one.endsWith('.conf'))) {
      if (!byName.has(file)) byName.set(file, `${folder}/${file}`)
    }
  }
  return [...byName.keys()].sort().flatMap((file) => byName.get(file) ?? [])
}

/** The socket of the same name, as far as it says nothing else (systemd.socket(5), Service=). */
async function triggersOf(files: Files, name: string): Promise<string[]> {
  const socket = name.replace(/\.service$/, '.socket')
  return socket !== name && (await firstOf(files, socket)) !== undefined ? [socket] : []
}

async function textOf(files: Files, path: string): Promise<string> {
  const found = await files.file(path)
  if (found.state !== 'present') throw new Error(`${path} cannot be read`)
  return found.value.text
}

async function isEnabled(top: string, name: string): Promise<boolean> {
  const { stdout } = await run('systemctl', [`--root=${top}`, 'is-enabled', '--', name])
  return stdout.trim() === 'enabled'
}
