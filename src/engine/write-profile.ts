import { basename, dirname } from 'node:path'
import { causeOf, Failure, Refusal } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { FoundFile, HostReader, Room } from '../host/reader.ts'
import type { Attributes } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'

/** Who writes: the process's own ids. */
export type Writer = Pick<Attributes, 'uid' | 'gid'>

/** Where a profile is to be written, looked at before anybody is asked anything. */
export interface ProfilePlace {
  path: string
  folder: string
  hasFolder: boolean
  /** The profile that is there already. */
  old?: FoundFile
}

/**
 * @param path absolute
 * @throws Refusal where a profile cannot be written there, or where it would not be safe for root to do so
 */
export async function profilePlace(
  host: HostReader,
  path: string,
  writer: Writer,
): Promise<ProfilePlace> {
  const found = await host.file(path)
  if (found.state === 'unknown') throw noPlace(path, found.reason)
  const old = valueOf(found)
  const folder = dirname(old?.path ?? path)
  const hasFolder = (await host.directory(folder)).state === 'present'
  const nearest = hasFolder ? folder : dirname(folder)
  const room = await host.room(nearest)
  if (room.state !== 'present') throw noPlace(path, `There is no folder ${nearest}.`)
  const { obstacle } = room.value
  if (obstacle === 'not-root') throw notRoot(nearest)
  if (obstacle) throw noPlace(path, obstacleTexts[obstacle])
  // Where a link leads, and where the link itself is.
  const folders = new Set([old ? dirname(path) : nearest, nearest])
  if (writer.uid === 0) await refuseOpenPlace(host, path, [...folders])
  return { path, folder, hasFolder, ...(old && { old }) }
}

/**
 * Writes the profile as a whole or not at all, and keeps the text that was there.
 *
 * @returns where the old text is; undefined where there was none
 * @throws Refusal where the place is not as it was when it was looked at; Failure where it cannot be written
 */
export async function writeProfile(
  host: Host,
  place: ProfilePlace,
  text: string,
  writer: Writer,
): Promise<string | undefined> {
  const { path, folder, hasFolder, old } = place
  await refuseChangedMeanwhile(host, place)
  try {
    if (!hasFolder) await host.makeDirectory(folder, { mode: 0o755, ...writer })
    const kept = old && (await keep(host, old.path))
    const attributes = old ?? { mode: 0o644, ...writer }
    await host.writeFile(old?.path ?? path, text, attributes)
    return kept
  } catch (error) {
    if (!hasFolder) await host.removePath(folder).catch(() => undefined)
    throw new Failure({
      code: 'profile-not-written',
      what: `The profile could not be written to ${path}.`,
      where: path,
      cause: causeOf(error),
      remedies: [`See what is there now: ls -la ${folder}; df -h ${folder}`],
    })
  }
}

/** Beside the profile, under a name that nothing has yet. */
async function keep(host: Host, path: string): Promise<string> {
  let kept = `${path}.old`
  for (let number = 2; (await host.status(kept)).state !== 'absent'; number++) {
    kept = `${path}.old-${number}`
  }
  await host.copyWhole(path, kept)
  return kept
}

async function refuseChangedMeanwhile(
  host: HostReader,
  { path, old }: ProfilePlace,
): Promise<void> {
  const now = await host.file(path)
  const isSame = now.state === 'unknown' ? false : valueOf(now)?.text === old?.text
  if (isSame) return
  throw new Refusal({
    code: 'profile-changed-meanwhile',
    what: 'Somebody else has changed the profile while you were answering.',
    where: path,
    remedies: [`Look at it: less ${path}`, 'Then run init again.'],
  })
}

/** Whoever can change its folder could have root write elsewhere, and decides who is let in. */
async function refuseOpenPlace(
  host: HostReader,
  path: string,
  folders: readonly string[],
): Promise<void> {
  for (const folder of folders) {
    const trust = await host.pathTrust(folder)
    const weakness = trust.state === 'unknown' ? trust.reason : valueOf(trust)?.weakness
    if (weakness !== undefined) throw openPlace(path, weakness)
  }
}

function openPlace(path: string, weakness: string): Refusal {
  return new Refusal({
    code: 'profile-place-open',
    what: 'A profile decides about root, and others than root could change it there.',
    where: path,
    cause: weakness,
    remedies: [
      `Write it to a folder of root's: --profile /root/${basename(path)}`,
      'Or without sudo, as yourself: what only root can see is missing then, and is told.',
    ],
  })
}

const obstacleTexts: Record<Exclude<Room['obstacle'], 'not-root' | undefined>, string> = {
  'read-only': 'The file system is read-only there.',
  immutable: 'The folder has the flag immutable (chattr -i takes it away).',
}

function noPlace(path: string, cause: string): Refusal {
  return new Refusal({
    code: 'profile-place',
    what: `A profile cannot be written to ${path}.`,
    where: path,
    cause,
    remedies: ['Cure that, or name another place: --profile FILE'],
  })
}

function notRoot(folder: string): Refusal {
  return new Refusal({
    code: 'not-root',
    what: `Only root can write to ${folder}.`,
    where: folder,
    remedies: [
      'Type it with sudo in front: sudo npx userns-harden init',
      'Or name a file of your own, which you can give to apply later: npx userns-harden init --profile FILE',
    ],
  })
}
