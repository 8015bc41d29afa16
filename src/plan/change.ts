import type { AclEntry } from './acl.ts'

/** Permission bits (without the file type) and numeric owners. */
export interface Attributes {
  mode: number
  uid: number
  gid: number
}

export interface FileContent extends Attributes {
  text: string
}

/** A file's whole content before and after; `before` is left out where the file is new. */
export interface FileChange {
  kind: 'file'
  /** Where the bytes are: symbolic links are followed, never replaced. */
  path: string
  before?: FileContent
  after: FileContent
}

export interface ProgramContent extends Attributes {
  /** In lower-case hexadecimal. */
  sha256: string
  /** In bytes. */
  size: number
}

/** A program, which nobody reads line by line: known by its digest. */
export interface ProgramChange {
  kind: 'program'
  path: string
  before?: ProgramContent
  after: ProgramContent
  /** `builtin`, or the path that an admin's own build is copied from. */
  from: string
}

export interface DirectoryChange {
  kind: 'directory'
  path: string
  before?: Attributes
  after: Attributes
}

export interface PackageChange {
  kind: 'package'
  name: string
  /** The commands that are missing without it. */
  provides: string[]
}

/** systemd reads its unit files again. */
export interface DaemonReload {
  kind: 'daemon-reload'
}

export interface UnitState {
  enabled: boolean
  active: boolean
}

export interface UnitChange {
  kind: 'unit'
  unit: string
  before: UnitState
  after: UnitState
  /** The socket on which its plugin answers once it is really up. */
  answersOn?: string
}

/** A unit that runs something older than its files say. */
export interface UnitRestart {
  kind: 'unit-restart'
  unit: string
  answersOn?: string
}

/** Rights on the Docker socket, given by the unit that also gives them at every boot. */
export interface AclChange {
  kind: 'acl'
  path: string
  unit: string
  /** Effective rights as found: undefined where they cannot be known before. */
  before?: AclEntry[]
  give: AclEntry[]
  /** Rights that an earlier apply gave and the profile no longer names. */
  take: AclEntry[]
}

export interface DockerRestart {
  kind: 'docker-restart'
  service: string
  /** What the restart does to running containers, a sentence each. */
  effects: string[]
  expects: DaemonExpectation
}

/** What `docker info` must show once the daemon runs as configured. */
export interface DaemonExpectation {
  authorizationPlugin: string
  /** Owner of the data root's subfolder, known once the remap user has subordinate ids. */
  remap?: { uid: number; gid: number }
}

/** One difference between the host and what it should be: plain data, shown, recorded and performed. */
export type Change = { /** One line for the person who reads the plan. */ why: string } & (
  | FileChange
  | ProgramChange
  | DirectoryChange
  | PackageChange
  | DaemonReload
  | UnitChange
  | UnitRestart
  | AclChange
  | DockerRestart
)

export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>
