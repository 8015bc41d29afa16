import { annotations } from './annotations.ts'
import { binds } from './binds.ts'
import { cgroupParent } from './cgroup-parent.ts'
import { checkpoints } from './checkpoints.ts'
import { copy } from './copy.ts'
import { deviceRules } from './device-rules.ts'
import { devices } from './devices.ts'
import { enginePlugins } from './engine-plugins.ts'
import { hostNamespaces } from './host-namespaces.ts'
import { logDrivers } from './log-drivers.ts'
import { privileged } from './privileged.ts'
import { remoteSources } from './remote-sources.ts'
import type { Rule } from './rule.ts'
import { runtimes } from './runtimes.ts'
import { securityOptions } from './security-options.ts'
import { swarm } from './swarm.ts'
import { usernsHost } from './userns-host.ts'
import { volumeOptions } from './volume-options.ts'

/** Every rule, in the order in which they are asked: the first that denies is the one that is told. */
export const rules: readonly Rule[] = [
  usernsHost,
  privileged,
  hostNamespaces,
  devices,
  deviceRules,
  annotations,
  volumeOptions,
  enginePlugins,
  swarm,
  checkpoints,
  securityOptions,
  cgroupParent,
  runtimes,
  logDrivers,
  remoteSources,
  // These ask the host, and copy holds names for requests that nothing else denies.
  binds,
  copy,
]
