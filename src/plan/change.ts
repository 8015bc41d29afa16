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

/** The plugin, and what an image runs at its first boot. */
export type BuiltinProgram = 'builtin' | 'first-boot'

export function isBuiltin(from: string): from is BuiltinProgram {
  return from === 'builtin' || from === 'first-boot'
}

/** A program, which nobody reads line by line: known by its digest. */
export interface ProgramChange {
  kind: 'program'
  path: string
  before?: ProgramContent
  after: ProgramContent
  /** A program that comes with this one, or the path that an admin's own build is copied from. */
  from: string
}

export interface DirectoryChange {
  kind: 'directory'
  path: string
  before?: Attributes
  after: Attributes
}

/** What an earlier run made goes away again. */
export type Removal = { kind: 'removal'; path: string } & (
  | { of: 'file'; before: FileContent }
  | { of: 'program'; before: ProgramContent }
  /** Only when nothing else is in it by then. */
  | { of: 'folder'; before: Attributes }
  /** Something in between, which is gone by itself when all goes well. */
  | { of: 'archive' }
)

export interface PackageChange {
  kind: 'package'
  name: string
  /** The commands that are missing without it. */
  provides: string[]
}

/** Packages that came with a `PackageChange`; those that others need by now stay. */
export interface PackageRemoval {
  kind: 'package-removal'
  names: string[]
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

/** Rights on the Docker socket. */
export interface AclChange {
  kind: 'acl'
  path: string
  /** The unit that gives them, and does so at every boot; left out where they are given by themselves. */
  unit?: string
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
  /** What Docker is before it; left out where it does not run. */
  before?: DaemonState
  expects: DaemonExpectation
  /** What is in a data root that Docker does not look into any more after it. */
  outOfSight?: Holdings
  /** The account that Docker makes at this start, for the ids of containers. */
  makesAccount?: string
}

/** Docker starts again as it was before a `DockerRestart`. */
export interface DockerReturn {
  kind: 'docker-return'
  service: string
  effects: string[]
  /** Each left out where it does not run. */
  before?: DaemonState
  after?: DaemonState
}

/** What is in one of Docker's data roots. */
export interface Holdings {
  containers: number
  images: number
  volumes: number
  /** On the disk; left out where they could not be counted in short time. */
  bytes?: number
}

/** Images that are to be there after a restart with another data root: saved before it, loaded after it. */
export interface ImageTransfer {
  kind: 'image-save' | 'image-load'
  /** The tar archive in between, which goes away once it is loaded. */
  path: string
  /** Names, and ids of images without one. */
  images: string[]
  /** As Docker counts them, layers that are shared counted each time. */
  bytes: number
}

/** What `docker info` shows of a daemon that matters here. */
export interface DaemonState {
  userns: boolean
  authorizationPlugins: string[]
  dataRoot: string
}

/** The account that Docker made for itself, with its subordinate ids. */
export interface AccountRemoval {
  kind: 'account-removal'
  user: string
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
  | Removal
  | PackageChange
  | PackageRemoval
  | DaemonReload
  | UnitChange
  | UnitRestart
  | AclChange
  | DockerRestart
  | DockerReturn
  | ImageTransfer
  | AccountRemoval
)

export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>
