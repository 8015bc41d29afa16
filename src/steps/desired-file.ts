import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import type { Attributes, Change } from '../plan/change.ts'

export const rootFile: Attributes = { mode: 0o644, uid: 0, gid: 0 }
export const rootProgram: Attributes = { mode: 0o755, uid: 0, gid: 0 }
export const rootFolder: Attributes = { mode: 0o755, uid: 0, gid: 0 }

/** The change that makes a file what it should be: none where it already is. */
export async function desiredFile(
  host: HostReader,
  path: string,
  text: string,
  why: string,
): Promise<Change[]> {
  const found = await host.file(path)
  if (found.state === 'unknown') throw unreadable(path, found.reason)
  const after = { text, ...rootFile }
  if (found.state === 'absent') return [{ kind: 'file', path, after, why }]
  const { path: real, text: oldText, mode, uid, gid } = found.value
  const before = { text: oldText, mode, uid, gid }
  const same = oldText === text && mode === after.mode && uid === 0 && gid === 0
  return same ? [] : [{ kind: 'file', path: real, before, after, why }]
}

/** Makes a folder of root's where there is none; one that is there stays as it is. */
export async function desiredFolder(
  host: HostReader,
  path: string,
  why: string,
): Promise<Change[]> {
  const found = await host.directory(path)
  if (found.state === 'unknown') throw unreadable(path, found.reason)
  return found.state === 'present' ? [] : [{ kind: 'directory', path, after: rootFolder, why }]
}

export function unreadable(path: string, reason: string): Refusal {
  return new Refusal({
    code: 'unreadable',
    what: `${path} cannot be read, so it is not clear what would be lost by changing it.`,
    where: path,
    cause: reason,
    remedies: [`Look at it: ls -la ${path}`, 'As another user than root, run it with sudo.'],
  })
}
