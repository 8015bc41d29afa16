import type { AclEntry } from '../plan/acl.ts'
import type { Attributes } from '../plan/change.ts'
import type { HostReader } from './reader.ts'

/** A line that tells a waiting person what goes on. */
export type Progress = (line: string) => void

/** A host that can be changed. Only the engine is given one. Every method throws what the system said. */
export interface Host extends HostReader {
  /** Atomic: the old text stands until the new one is whole and on disk. */
  writeFile: (path: string, content: string | Uint8Array, attributes: Attributes) => Promise<void>
  bytes: (path: string) => Promise<Uint8Array>
  makeDirectory: (path: string, attributes: Attributes) => Promise<void>
  /** Adds a line to a file of root's own and returns once it is on disk. */
  appendLine: (path: string, line: string) => Promise<void>
  installPackage: (name: string, progress: Progress) => Promise<void>
  /** One systemctl call with these arguments. */
  systemctl: (...args: string[]) => Promise<void>
  removeAclEntries: (path: string, entries: readonly AclEntry[]) => Promise<void>
  /** What the authorization plugin on this socket says it implements; waits until it answers. */
  activatePlugin: (socket: string, deadlineMs: number) => Promise<string[]>
  /** Waits until the Docker API answers. */
  dockerAnswers: (deadlineMs: number) => Promise<void>
  /** The last lines of a unit's journal, oldest first. */
  journalTail: (unit: string, lines: number) => Promise<string[]>
}
