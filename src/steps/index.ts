import { daemonConfig } from './daemon-config.ts'
import { daemonUnit } from './daemon-unit.ts'
import { dockerRestart } from './docker-restart.ts'
import { firstBoot } from './first-boot.ts'
import { packages } from './packages.ts'
import { pluginFiles } from './plugin-files.ts'
import { pluginUnits } from './plugin-units.ts'
import { socketAccess } from './socket-access.ts'
import type { Step } from './step.ts'

/**
 * In the order in which they are performed. The plugin answers before daemon.json names it, for
 * dockerd does not start without it; and nobody is let on the socket before Docker runs hardened. An image's first boot
 * is over when all else is done.
 */
export const steps: readonly Step[] = [
  packages,
  pluginFiles,
  pluginUnits,
  daemonConfig,
  daemonUnit,
  dockerRestart,
  socketAccess,
  firstBoot,
]
