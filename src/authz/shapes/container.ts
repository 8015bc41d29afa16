import { listOf, mapOf, struct, type Shape, type Struct } from '../canonical/shape.ts'
import { endpointShape } from './endpoint.ts'
import { mountShape } from './mount.ts'

const blockRate = listOf(struct('Path Rate'))

/** moby api/types/container, Resources. */
const resources = `
  CpuShares Memory NanoCpus CgroupParent BlkioWeight CpuPeriod CpuQuota CpuRealtimePeriod
  CpuRealtimeRuntime CpusetCpus CpusetMems DeviceCgroupRules KernelMemory KernelMemoryTCP
  MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit CpuCount CpuPercent
  IOMaximumIOps IOMaximumBandwidth`

const nestedResources: Record<string, Shape> = {
  BlkioWeightDevice: listOf(struct('Path Weight')),
  BlkioDeviceReadBps: blockRate,
  BlkioDeviceWriteBps: blockRate,
  BlkioDeviceReadIOps: blockRate,
  BlkioDeviceWriteIOps: blockRate,
  Devices: listOf(struct('PathOnHost PathInContainer CgroupPermissions')),
  DeviceRequests: listOf(struct('Driver Count DeviceIDs Capabilities Options')),
  Ulimits: listOf(struct('Name Hard Soft')),
  RestartPolicy: struct('Name MaximumRetryCount'),
}

/** moby api/types/container, HostConfig, with the fields that Docker 20.10 to 29 know. */
export const hostConfigShape = struct(
  `${resources}
   Binds ContainerIDFile NetworkMode AutoRemove VolumeDriver VolumesFrom ConsoleSize Annotations
   CapAdd CapDrop CgroupnsMode Dns DnsOptions DnsSearch ExtraHosts GroupAdd IpcMode Cgroup Links
   OomScoreAdj PidMode Privileged PublishAllPorts ReadonlyRootfs SecurityOpt StorageOpt Tmpfs
   UTSMode UsernsMode ShmSize Sysctls Runtime Isolation MaskedPaths ReadonlyPaths Init`,
  {
    ...nestedResources,
    LogConfig: struct('Type Config'),
    PortBindings: mapOf(listOf(struct('HostIp HostPort'))),
    Mounts: listOf(mountShape),
  },
  'denied',
)

/** moby api/types/container, UpdateConfig. */
export const updateShape = struct(resources, nestedResources, 'denied')

/**
 * moby api/types/container, CreateRequest. Up to Docker 26.1 the settings of HostConfig are also
 * taken from beside it (moby runconfig/config_unix.go, ContainerConfigWrapper).
 */
export const createShape: Struct = {
  ...struct(
    `Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin
   StdinOnce Env Cmd ArgsEscaped Image Volumes WorkingDir Entrypoint NetworkDisabled MacAddress
   OnBuild Labels StopSignal StopTimeout Shell Cpuset`,
    {
      Healthcheck: struct('Test Interval Timeout StartPeriod StartInterval Retries'),
      HostConfig: hostConfigShape,
      NetworkingConfig: struct('', { EndpointsConfig: mapOf(endpointShape) }),
    },
  ),
  hoisted: { from: 'HostConfig', struct: hostConfigShape },
}
