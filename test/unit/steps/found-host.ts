import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type {
  FoundImages,
  FoundUnit,
  FoundProgram,
  FoundUser,
  Account,
  FoundGroup,
  FoundPackage,
  FoundContainer,
  HostReader,
  PathTrust,
  Room,
  RunningDocker,
} from '../../../src/host/reader.ts'
import type { Attributes, Holdings } from '../../../src/plan/change.ts'
import type { AclEntry } from '../../../src/plan/acl.ts'
import { absent, present, unknown, type Fact } from '../../../src/plan/fact.ts'

/** A host told as data: what is not named is not there. */
export interface HostShape {
  isImage?: boolean
  files?: Record<string, string>
  /** When files last changed, in ms; 1000 where not named. */
  changedAt?: Record<string, number>
  folders?: string[]
  /** Where the usual ones do not hold. */
  attributes?: Record<string, Partial<Attributes>>
  commands?: string[]
  units?: Record<string, Partial<FoundUnit>>
  users?: Record<string, FoundUser>
  groups?: Record<string, Account & Partial<FoundGroup>>
  acl?: Record<string, AclEntry[]>
  docker?: Partial<RunningDocker>
  containers?: string[]
  holdings?: Record<string, Holdings>
  images?: FoundImages
  inspected?: FoundContainer[]
  /** What is special about writing to a path; all else can be written. Null is not there. */
  rooms?: Record<string, Partial<Room> | null>
  /** By the file that they came with. */
  packages?: Record<string, FoundPackage>
  weak?: Record<string, string>
  nodeVersion?: string
  daemonConfigError?: string
  /** Paths and names that cannot be read, with the reason. */
  unknown?: Record<string, string>
}

export const inactiveUnit: FoundUnit = {
  enabled: false,
  activeState: 'inactive',
  needsReload: false,
  files: [],
  execStart: [],
  environment: [],
  environmentFiles: [],
  triggeredBy: [],
  listens: [],
  mainPid: 0,
}

export const plainDocker: RunningDocker = {
  version: '26.1.5',
  dataRoot: '/var/lib/docker',
  userns: false,
  authorizationPlugins: [],
  http2: false,
  liveRestore: false,
  containers: 0,
  containersRunning: 0,
  images: 0,
  rootless: false,
  swarm: 'inactive',
  containerdImageStore: false,
}

const rootFile = { mode: 0o644, uid: 0, gid: 0 }

export function foundHost(shape: HostShape): HostReader {
  function fact<T>(name: string, value: T | undefined): Fact<T> {
    const reason = shape.unknown?.[name]
    if (reason !== undefined) return unknown(reason)
    return value === undefined ? absent : present(value)
  }
  const answer = <T>(name: string, value: T | undefined) => Promise.resolve(fact(name, value))
  const changedAt = (path: string) => shape.changedAt?.[path] ?? 1000
  return {
    isImage: shape.isImage ?? false,
    file(path) {
      const text = shape.files?.[path]
      const found = text === undefined ? undefined : { path, text, ...rootFile }
      return answer(path, found && { ...found, changedAt: changedAt(path) })
    },
    program(path) {
      const text = shape.files?.[path]
      if (text === undefined) return answer<FoundProgram>(path, undefined)
      const sha256 = createHash('sha256').update(text).digest('hex')
      const found = { path, sha256, size: text.length, ...rootFile, mode: 0o755 }
      return answer(path, { ...found, changedAt: changedAt(path) })
    },
    directory: (path) =>
      answer(
        path,
        shape.folders?.includes(path)
          ? { ...rootFile, mode: 0o755, ...shape.attributes?.[path] }
          : undefined,
      ),
    holdings: (dataRoot) => answer(`holdings ${dataRoot}`, shape.holdings?.[dataRoot]),
    images: () => answer('images', shape.images ?? { names: [], bytes: 0 }),
    status(path) {
      const text = shape.files?.[path]
      const there = text !== undefined || shape.folders?.includes(path)
      const special = shape.attributes?.[path]
      const attributes = special || there ? { ...rootFile, ...special } : undefined
      return answer(path, attributes && { ...attributes, size: text?.length ?? 0 })
    },
    names(folder) {
      const below = [...Object.keys(shape.files ?? {}), ...(shape.folders ?? [])].filter(
        (path) => dirname(path) === folder,
      )
      return answer(folder, below.length > 0 ? below.map((path) => basename(path)) : undefined)
    },
    room(path) {
      const special = shape.rooms?.[path]
      return answer(
        `room ${path}`,
        special === null ? undefined : { freeBytes: 2 ** 30, ...special },
      )
    },
    pathTrust(path) {
      const weakness = shape.weak?.[path]
      const there = shape.files?.[path] !== undefined || shape.folders?.includes(path)
      const trust: PathTrust = { path, ...(weakness !== undefined && { weakness }) }
      return answer(path, there ? trust : undefined)
    },
    command: (name) =>
      answer(name, shape.commands?.includes(name) ? `/usr/bin/${name}` : undefined),
    packageOf: (path) => answer(`package ${path}`, shape.packages?.[path]),
    versionOf: (command) => answer(command, shape.nodeVersion ?? 'v20.19.2'),
    unit(name) {
      const unit = shape.units?.[name]
      return answer(name, unit && { ...inactiveUnit, ...unit })
    },
    user: (name) => answer(name, shape.users?.[name]),
    group(name) {
      const group = shape.groups?.[name]
      return answer(name, group && { members: [], ...group })
    },
    acl: (path) => answer(`acl ${path}`, shape.acl?.[path]),
    docker: () => answer('Docker', shape.docker && { ...plainDocker, ...shape.docker }),
    runningContainers: () => answer('containers', shape.containers ?? []),
    containers: () => answer('inspected', shape.inspected ?? []),
    daemonConfigError: () => answer('dockerd', shape.daemonConfigError),
  }
}
