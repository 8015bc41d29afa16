import { listOf, mapOf, struct, type Shape, type Struct } from '../canonical/shape.ts'
import { endpointShape } from './endpoint.ts'
import { mountShape } from './mount.ts'

const blockRate = listOf(struct({ '1.22': 'Path Rate' }))

const nestedResources: Record<string, Shape> = {
  BlkioWeightDevice: listOf(struct({ '1.22': 'Path Weight' })),
  BlkioDeviceReadBps: blockRate,
  BlkioDeviceWriteBps: blockRate,
  BlkioDeviceReadIOps: blockRate,
  BlkioDeviceWriteIOps: blockRate,
  Devices: listOf(struct({ '1.18': 'PathOnHost PathInContainer CgroupPermissions' })),
  DeviceRequests: listOf(struct({ '1.40': 'Driver Count DeviceIDs Capabilities Options' })),
  Ulimits: listOf(struct({ '1.18': 'Name Hard Soft' })),
  RestartPolicy: struct({ '1.18': 'Name MaximumRetryCount' }),
}

/** moby api/types/container, HostConfig. */
export const hostConfigShape = struct(
  {
    '1.18': `Memory MemorySwap CpuShares CpusetCpus CgroupParent Devices Ulimits RestartPolicy
      Binds ContainerIDFile Privileged PortBindings Links PublishAllPorts Dns DnsSearch ExtraHosts
      VolumesFrom NetworkMode IpcMode PidMode CapAdd CapDrop SecurityOpt ReadonlyRootfs LogConfig`,
    '1.19': 'CpuPeriod CpuQuota CpusetMems BlkioWeight OomKillDisable UTSMode',
    '1.20': 'MemorySwappiness GroupAdd ConsoleSize',
    '1.21': 'MemoryReservation KernelMemory DnsOptions VolumeDriver',
    '1.22': `BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps
      BlkioDeviceWriteIOps PidsLimit OomScoreAdj Tmpfs ShmSize Isolation`,
    '1.23': 'CpuCount CpuPercent AutoRemove Cgroup StorageOpt UsernsMode Sysctls',
    '1.24': 'IOMaximumIOps IOMaximumBandwidth Runtime',
    '1.25': 'NanoCpus CpuRealtimePeriod CpuRealtimeRuntime Mounts Init',
    '1.28': 'DeviceCgroupRules',
    '1.38': 'MaskedPaths ReadonlyPaths',
    '1.40': 'DeviceRequests KernelMemoryTCP',
    '1.41': 'CgroupnsMode',
    '1.43': 'Annotations',
  },
  {
    ...nestedResources,
    LogConfig: struct({ '1.18': 'Type Config' }),
    PortBindings: mapOf(listOf(struct({ '1.18': 'HostIp HostPort' }))),
    Mounts: listOf(mountShape),
  },
  'denied',
)

/** moby api/types/container, UpdateConfig. */
export const updateShape = struct(
  {
    '1.22': `BlkioWeight BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps
      BlkioDeviceWriteIOps CgroupParent CpuPeriod CpuQuota CpuShares CpusetCpus CpusetMems Devices
      KernelMemory Memory MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits`,
    '1.23': 'RestartPolicy CpuCount CpuPercent',
    '1.24': 'IOMaximumIOps IOMaximumBandwidth',
    '1.25': 'NanoCpus CpuRealtimePeriod CpuRealtimeRuntime',
    '1.28': 'DeviceCgroupRules',
    '1.40': 'DeviceRequests KernelMemoryTCP',
  },
  nestedResources,
  'denied',
)

const healthcheck = struct({
  '1.24': 'Test Interval Timeout Retries',
  '1.29': 'StartPeriod',
  '1.44': 'StartInterval',
})

/**
 * moby api/types/container, CreateRequest. Up to Docker 26.1 the settings of HostConfig are also
 * taken from beside it (moby runconfig/config_unix.go, ContainerConfigWrapper).
 */
export const createShape: Struct = {
  ...struct(
    {
      '1.18': `Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin
        StdinOnce Env Cmd Image Volumes WorkingDir Entrypoint NetworkDisabled MacAddress OnBuild Labels
        Cpuset HostConfig`,
      '1.21': 'StopSignal',
      '1.22': 'ArgsEscaped NetworkingConfig',
      '1.24': 'Healthcheck StopTimeout Shell',
    },
    {
      Healthcheck: healthcheck,
      HostConfig: hostConfigShape,
      NetworkingConfig: struct(
        { '1.22': 'EndpointsConfig' },
        { EndpointsConfig: mapOf(endpointShape) },
      ),
    },
  ),
  hoisted: { from: 'HostConfig', struct: hostConfigShape },
}
