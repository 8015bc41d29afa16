import type { AclEntry } from '../plan/acl.ts'
import type { Attributes } from '../plan/change.ts'
import type { Lock } from './lock.ts'
import type { HostReader } from './reader.ts'

/** A line that tells a waiting person what goes on. */
export type Progress = (line: string) => void

/** A host that can be changed. Only the engine is given one. Every method throws what the system said. */
export interface Host extends HostReader {
  /** Atomic: the old text stands until the new one is whole and on disk. */
  writeFile: (path: string, content: string | Uint8Array, attributes: Attributes) => Promise<void>
  bytes: (path: string) => Promise<Uint8Array>
  /** Held until it is released or this process ends; `text` tells others who holds it. */
  takeLock: (text: string) => Promise<Lock>
  /** What a killed run may have left beside a file that it was writing. */
  removeTemporary: (path: string) => Promise<void>
  /** A file, or a folder in which nothing is. */
  removePath: (path: string) => Promise<void>
  /** Of a file with everything that belongs to it. */
  copyWhole: (from: string, to: string) => Promise<void>
  makeDirectory: (path: string, attributes: Attributes) => Promise<void>
  /** Adds a line to a file of root's own and returns once it is on disk. */
  appendLine: (path: string, line: string) => Promise<void>
  /** Into one archive for root alone. */
  saveImages: (images: readonly string[], path: string, progress: Progress) => Promise<void>
  /** From such an archive, which is gone afterwards. */
  loadImages: (path: string, progress: Progress) => Promise<void>
  /** Returns the names of all packages that came with it. */
  installPackage: (name: string, progress: Progress) => Promise<string[]>
  /** Returns the names of those that stay, because other packages need them by now. */
  removePackages: (names: readonly string[], progress: Progress) => Promise<string[]>
  /** With its group and its subordinate ids. */
  removeUser: (name: string) => Promise<void>
  /** One systemctl call with these arguments. */
  systemctl: (...args: string[]) => Promise<void>
  setAclEntries: (path: string, entries: readonly AclEntry[]) => Promise<void>
  removeAclEntries: (path: string, entries: readonly AclEntry[]) => Promise<void>
  /** What the authorization plugin on this socket says it implements; waits until it answers. */
  activatePlugin: (socket: string, deadlineMs: number) => Promise<string[]>
  /** Waits until the Docker API answers. */
  dockerAnswers: (deadlineMs: number) => Promise<void>
  /** The last lines of a unit's journal, oldest first. */
  journalTail: (unit: string, lines: number) => Promise<string[]>
}
