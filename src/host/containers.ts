import { normalize } from 'node:path'
import { present, type Fact } from '../plan/fact.ts'
import { get } from './docker-api.ts'
import type { FoundBind, FoundContainer } from './reader.ts'

interface Listed {
  Id: string
  Names: string[]
}

/** The parts of `GET /containers/ID/json` that are read here (moby api/types/container). */
interface Inspected {
  Name: string
  Mounts: { Type: string; Source: string; Destination: string; RW: boolean }[] | null
  HostConfig: {
    Privileged: boolean
    UsernsMode: string
    NetworkMode: string
    PidMode: string
    RestartPolicy: { Name: string }
    Devices: { PathOnHost: string }[] | null
    Mounts?: { Target: string; BindOptions?: { CreateMountpoint?: boolean } }[] | null
  }
}

export async function readRunningContainers(): Promise<Fact<string[]>> {
  const containers = await get<Listed[]>('/containers/json')
  if (containers.state !== 'present') return containers
  return present(containers.value.map(({ Names }) => withoutSlash(Names[0] ?? '')))
}

export async function readContainers(): Promise<Fact<FoundContainer[]>> {
  const list = await get<Listed[]>('/containers/json?all=1')
  if (list.state !== 'present') return list
  const found = await Promise.all(
    list.value.map(({ Id }) => get<Inspected>(`/containers/${Id}/json`)),
  )
  const containers: FoundContainer[] = []
  for (const one of found) {
    if (one.state === 'unknown') return one
    if (one.state === 'present') containers.push(containerOf(one.value))
  }
  return present(containers)
}

function containerOf({ Name, HostConfig, Mounts }: Inspected): FoundContainer {
  const shared = { network: HostConfig.NetworkMode, pid: HostConfig.PidMode }
  const byMount = (HostConfig.Mounts ?? [])
    .filter(({ BindOptions }) => !BindOptions?.CreateMountpoint)
    .map(({ Target }) => normalize(`${Target}/`))
  return {
    name: withoutSlash(Name),
    restarts: !['', 'no'].includes(HostConfig.RestartPolicy.Name),
    privileged: HostConfig.Privileged,
    usernsHost: HostConfig.UsernsMode === 'host',
    hostNamespaces: Object.entries(shared).flatMap(([name, mode]) =>
      mode === 'host' ? [name] : [],
    ),
    devices: (HostConfig.Devices ?? []).map(({ PathOnHost }) => PathOnHost),
    binds: (Mounts ?? [])
      .filter(({ Type }) => Type === 'bind')
      .map(({ Source, Destination, RW }): FoundBind => ({
        source: Source,
        writable: RW,
        made: !byMount.includes(normalize(`${Destination}/`)),
      })),
  }
}

/** The API prints every name with a leading slash. */
function withoutSlash(name: string): string {
  return name.replace(/^\//, '')
}
