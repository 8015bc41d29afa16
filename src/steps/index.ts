import { daemonConfig } from './daemon-config.ts'
import { daemonUnit } from './daemon-unit.ts'
import { dockerRestart } from './docker-restart.ts'
import { firstBoot } from './first-boot.ts'
import { hostProfile } from './host-profile.ts'
import { packages } from './packages.ts'
import { pluginFiles } from './plugin-files.ts'
import { pluginUnits } from './plugin-units.ts'
import { socketAccess } from './socket-access.ts'
import type { Step } from './step.ts'

/**
 * In the order in which they are performed. The plugin answers before daemon.json names it, for
 * dockerd does not start without it; and nobody is let on the socket before Docker runs hardened. The profile is first:
 * a run that is killed is completed by the profile that it had. An image's first boot is over when all else is done.
 */
export const steps: readonly Step[] = [
  hostProfile,
  packages,
  pluginFiles,
  pluginUnits,
  daemonConfig,
  daemonUnit,
  dockerRestart,
  socketAccess,
  firstBoot,
]
