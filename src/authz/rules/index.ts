import { annotations } from './annotations.ts'
import { binds } from './binds.ts'
import { buildKit } from './build-kit.ts'
import { cgroupParent } from './cgroup-parent.ts'
import { checkpoints } from './checkpoints.ts'
import { copy } from './copy.ts'
import { deviceRequests } from './device-requests.ts'
import { deviceRules } from './device-rules.ts'
import { devices } from './devices.ts'
import { enginePlugins } from './engine-plugins.ts'
import { givenNames } from './given-names.ts'
import { hostNamespaces } from './host-namespaces.ts'
import { logDrivers } from './log-drivers.ts'
import { networkDrivers } from './network-drivers.ts'
import { outsideRemap } from './outside-remap.ts'
import { privileged } from './privileged.ts'
import { remoteSources } from './remote-sources.ts'
import type { Rule } from './rule.ts'
import { runtimes } from './runtimes.ts'
import { securityOptions } from './security-options.ts'
import { startedBinds } from './started-binds.ts'
import { subnets } from './subnets.ts'
import { swarm } from './swarm.ts'
import { usernsHost } from './userns-host.ts'
import { volumeOptions } from './volume-options.ts'
import { volumesFrom } from './volumes-from.ts'

/** Every rule, in the order in which they are asked. What a request says itself comes before what the host must be asked. */
export const rules: readonly Rule[] = [
  usernsHost,
  privileged,
  hostNamespaces,
  devices,
  deviceRequests,
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
  networkDrivers,
  subnets,
  buildKit,
  // These ask the host; the last ones hold names for requests that nothing else denies.
  outsideRemap,
  binds,
  volumesFrom,
  startedBinds,
  copy,
  givenNames,
]
