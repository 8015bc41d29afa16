import type { ShownUnit } from '../formats/systemctl-show.ts'
import type { AclEntry } from '../plan/acl.ts'
import type { Attributes, FileContent, Holdings, ProgramContent } from '../plan/change.ts'
import type { Fact } from '../plan/fact.ts'

/** All that a step or a check may ask of a host. Nothing here changes anything. */
export interface HostReader {
  /** Files from which a host will be booted: nothing runs there, and what only a running host has is unknown. */
  isImage: boolean
  /** A regular file; symbolic links are followed and `path` is where they end. */
  file: (path: string) => Promise<Fact<FoundFile>>
  /** The same for a file of any content, by its digest. */
  program: (path: string) => Promise<Fact<FoundProgram>>
  directory: (path: string) => Promise<Fact<Attributes>>
  /** Of whatever is there, of any type; symbolic links are followed. */
  status: (path: string) => Promise<Fact<FoundStatus>>
  /** The names in a folder, sorted. */
  names: (folder: string) => Promise<Fact<string[]>>
  /** What writing there would meet. Absent when nothing has that name. */
  room: (path: string) => Promise<Fact<Room>>
  /** Where a path leads, and whether anyone but root can change that. */
  pathTrust: (path: string) => Promise<Fact<PathTrust>>
  /** Where a command is, looked for in the system's own directories only, never in $PATH. */
  command: (name: string) => Promise<Fact<string>>
  /** The package that a file came with; absent where none knows it. */
  packageOf: (path: string) => Promise<Fact<FoundPackage>>
  /** The output of `COMMAND --version`; only ever for a command that root alone can change. */
  versionOf: (command: string) => Promise<Fact<string>>
  unit: (name: string) => Promise<Fact<FoundUnit>>
  user: (name: string) => Promise<Fact<FoundUser>>
  group: (name: string) => Promise<Fact<FoundGroup>>
  /** Entries for named users and groups, with the rights that the mask leaves them. */
  acl: (path: string) => Promise<Fact<AclEntry[]>>
  /** What the running daemon uses, from its API. Absent when the service does not run: asking would start it. */
  docker: (service: string) => Promise<Fact<RunningDocker>>
  /** What is in one of Docker's data roots; absent where there is none. */
  holdings: (dataRoot: string) => Promise<Fact<Holdings>>
  /** All images that the running Docker has. */
  images: () => Promise<Fact<FoundImages>>
  /** Names of running containers. */
  runningContainers: () => Promise<Fact<string[]>>
  /** All containers of the running daemon, each inspected: only where the list of the running ones does not do. */
  containers: () => Promise<Fact<FoundContainer[]>>
  /** Absent when `dockerd FLAGS` would accept the text as its configuration; else what it says. */
  daemonConfigError: (
    dockerd: string,
    flags: readonly string[],
    text: string,
  ) => Promise<Fact<string>>
}

export interface FoundFile extends FileContent {
  path: string
  /** When the content or its attributes last changed, in ms since the epoch. */
  changedAt: number
}

export type FoundUnit = ShownUnit

export interface FoundProgram extends ProgramContent {
  path: string
  changedAt: number
}

export interface FoundPackage {
  name: string
  version: string
}

export interface FoundStatus extends Attributes {
  /** In bytes. */
  size: number
}

export interface Room {
  /** Why even root cannot write there. `not-root` where only root could tell. */
  obstacle?: 'read-only' | 'immutable' | 'not-root'
  /** On the file system that holds it, what is kept for root included. */
  freeBytes: number
  /** Undefined where the file system makes inodes as it needs them. */
  freeInodes?: number
}

export interface PathTrust {
  /** With all symbolic links followed. */
  path: string
  /** The first part of the path that someone else can change, and who; left out where there is none. */
  weakness?: string
}

export interface Account {
  /** As the directory service spells it. */
  name: string
  id: number
}

export interface FoundUser extends Account {
  groupId: number
}

export interface FoundGroup extends Account {
  /** Those that the group names; not those whose own group it is. */
  members: string[]
}

export interface FoundImages {
  /** Names, and ids of images without one. */
  names: string[]
  /** As Docker counts them, layers that are shared counted each time. */
  bytes: number
}

export interface RunningDocker {
  version: string
  /** With a remap in use it ends in its UID.GID. */
  dataRoot: string
  userns: boolean
  authorizationPlugins: string[]
  /** Whether its socket takes HTTP/2. */
  http2: boolean
  liveRestore: boolean
  containers: number
  containersRunning: number
  images: number
  /** Rootless mode: its root is an ordinary user of the host. */
  rootless: boolean
  /** This node's part in a swarm, in Docker's words: inactive, pending, active, error, locked. */
  swarm: string
  /** Images are in containerd's store, not in Docker's own. */
  containerdImageStore: boolean
}

export interface FoundContainer {
  name: string
  /** Docker starts it by itself, at boot and after a restart of its own. */
  restarts: boolean
  privileged: boolean
  /** In the host's own user namespace (`--userns=host`). */
  usernsHost: boolean
  /** The namespaces of the host that it shares: network, pid. */
  hostNamespaces: string[]
  /** Paths of the host's devices that it was given by name. */
  devices: string[]
  binds: FoundBind[]
}

export interface FoundBind {
  source: string
  writable: boolean
  /** By `-v`: Docker makes a missing source as root, at every start. */
  made: boolean
}
