import { causeOf } from '../failure.ts'
import { withoutConfigFile } from '../formats/docker-flags.ts'
import { absent, present, unknown, valueOf, type Fact } from '../plan/fact.ts'
import { withNamelessFile } from './nameless-file.ts'
import { answerWithinMs, dockerSocket, get } from './docker-api.ts'
import { speaksHttp2 } from './http2-probe.ts'
import type { FoundImages, RunningDocker } from './reader.ts'
import { run, type Run } from './run.ts'
import { readUnit } from './systemd.ts'
import { askOverUnixSocket } from './unix-http.ts'

/** The parts of `GET /info` that are read here (moby api/types/system/info.go). */
interface Info {
  ServerVersion: string
  DockerRootDir: string
  SecurityOptions: string[] | null
  Plugins: { Authorization: string[] | null }
  LiveRestoreEnabled: boolean
  Containers: number
  ContainersRunning: number
  Images: number
  Swarm?: { LocalNodeState?: string }
  DriverStatus: [string, string][] | null
}

export async function readDocker(service: string): Promise<Fact<RunningDocker>> {
  const unit = valueOf(await readUnit(service))
  // The socket unit would start the daemon for whoever asks: a look must not do that.
  if (unit?.activeState !== 'active') {
    return unit?.activeState === 'activating' ? unknown(`${service} is still starting`) : absent
  }
  const [info, http2] = await Promise.all([get<Info>('/info'), readHttp2()])
  if (info.state !== 'present') return info
  if (http2.state !== 'present') return http2
  const { value } = info
  return present({
    http2: http2.value,
    version: value.ServerVersion,
    dataRoot: value.DockerRootDir,
    userns: value.SecurityOptions?.includes('name=userns') ?? false,
    authorizationPlugins: value.Plugins.Authorization ?? [],
    liveRestore: value.LiveRestoreEnabled,
    containers: value.Containers,
    containersRunning: value.ContainersRunning,
    images: value.Images,
    rootless: value.SecurityOptions?.includes('name=rootless') ?? false,
    swarm: value.Swarm?.LocalNodeState || 'inactive',
    containerdImageStore: usesContainerd(value.DriverStatus ?? []),
  })
}

/** moby daemon/containerd/service.go, LayerStoreStatus: only that store tells such a type. */
function usesContainerd(driverStatus: readonly [string, string][]): boolean {
  return driverStatus.some(
    ([name, value]) => name === 'driver-type' && value.startsWith('io.containerd.snapshotter'),
  )
}

async function readHttp2(): Promise<Fact<boolean>> {
  try {
    return present(await speaksHttp2(dockerSocket, answerWithinMs))
  } catch (error) {
    return unknown(`${dockerSocket}: ${causeOf(error)}`)
  }
}

export async function readImages(): Promise<Fact<FoundImages>> {
  interface Image {
    Id: string
    RepoTags: string[] | null
    Size: number
  }
  const found = await get<Image[]>('/images/json')
  if (found.state !== 'present') return found
  const named = (tags: string[] | null) => (tags ?? []).filter((tag) => tag !== '<none>:<none>')
  return present({
    names: found.value.flatMap(({ Id, RepoTags }) => {
      const names = named(RepoTags)
      return names.length > 0 ? names : [Id]
    }),
    bytes: found.value.reduce((sum, { Size }) => sum + Size, 0),
  })
}

/** Waits for the API: the socket unit holds the question back until the daemon is up. */
export async function dockerAnswers(deadlineMs: number): Promise<void> {
  const { status, body } = await askOverUnixSocket({
    socket: dockerSocket,
    method: 'GET',
    path: '/_ping',
    deadlineMs,
  })
  if (status !== 200) throw new Error(`Docker answers with status ${status}: ${body.trim()}`)
}

/**
 * `dockerd --validate` checks the file, its conflicts with the flags and the system (moby
 * daemon/command/docker.go). It came with Docker 23. The remap is left out: with it, even a
 * validating dockerd makes the user dockremap (seen with 26.1.5).
 */
export async function daemonConfigError(
  dockerd: string,
  flags: readonly string[],
  text: string,
  by: Run = run,
): Promise<Fact<string>> {
  if (process.getuid?.() !== 0) return unknown('only root can run dockerd --validate')
  try {
    return await withNamelessFile(withoutRemap(text), async (fd) => {
      const args = ['--validate', ...withoutConfigFile(flags), '--config-file', standardInput]
      const { exitCode, stderr } = await by(dockerd, args, { stdin: fd })
      if (exitCode === 0) return absent
      if (stderr.includes('unknown flag: --validate')) {
        return unknown('this dockerd cannot validate a configuration (Docker 23 and newer can)')
      }
      return present(stderr.trim().replaceAll(standardInput, 'daemon.json'))
    })
  } catch (error) {
    return unknown(causeOf(error))
  }
}

/** An image may have no /dev/stdin. */
const standardInput = '/proc/self/fd/0'

function withoutRemap(text: string): string {
  const settings = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify({ ...settings, 'userns-remap': undefined })
}
