import type { Check } from '../../checks/check.ts'
import { containersBeforePlugin } from '../../checks/containers-before-plugin.ts'
import { containersOutsideRemap } from '../../checks/containers-outside-remap.ts'
import { dockerGroup } from '../../checks/docker-group.ts'
import { dockerKind } from '../../checks/docker-kind.ts'
import { dockerStopped } from '../../checks/docker-stopped.ts'
import { engineSockets } from '../../checks/engine-sockets.ts'
import { engineVersion } from '../../checks/engine-version.ts'
import { imageStore } from '../../checks/image-store.ts'
import { openHomes } from '../../checks/open-homes.ts'
import { otherDockerd } from '../../checks/other-dockerd.ts'
import { pluginDropIns } from '../../checks/plugin-drop-ins.ts'
import { pluginPaths } from '../../checks/plugin-paths.ts'
import { socketRights } from '../../checks/socket-rights.ts'
import { subordinateIds } from '../../checks/subordinate-ids.ts'
import { swarm } from '../../checks/swarm.ts'
import { systemd } from '../../checks/systemd.ts'
import { tcpListener } from '../../checks/tcp-listener.ts'
import { untriedSettings } from '../../checks/untried-settings.ts'
import { userNamespaces } from '../../checks/user-namespaces.ts'
import type { AreaStatus } from '../../plan/status.ts'
import { daemonConfig } from '../../steps/daemon-config.ts'
import { daemonUnit } from '../../steps/daemon-unit.ts'
import { dockerRestart } from '../../steps/docker-restart.ts'
import { firstBoot } from '../../steps/first-boot.ts'
import { packages } from '../../steps/packages.ts'
import { pluginFiles } from '../../steps/plugin-files.ts'
import { pluginUnits } from '../../steps/plugin-units.ts'
import { socketAccess } from '../../steps/socket-access.ts'
import type { Step } from '../../steps/step.ts'

/** One row of the status: what a step would change, and what checks find. */
export type Area = Omit<AreaStatus, 'state' | 'findings'> & {
  step?: Step
  checks?: readonly Check[]
  /** Only a Docker that answers can tell: without one this is not known, and never fine. */
  asksDocker?: true
  /** False where an image has nothing of it; else what makes one ok, where that is another thing than of a host. */
  ofImage?: false | string
  /** Told of a host only where it is not ok: most have never been an image. */
  quietOfHost?: true
}

/** In the order in which they are told. The numbers are those of the CIS Docker Benchmark 1.6. */
export const areas: readonly Area[] = [
  {
    id: 'docker',
    title: 'Docker',
    severity: 'high',
    fine: 'it is the Docker of the system, and the only one that runs',
    ofImage: 'it is the Docker of the system',
    checks: [systemd, dockerKind, otherDockerd, dockerStopped],
  },
  {
    id: 'packages',
    title: 'Packages',
    severity: 'medium',
    fine: 'what the hardening needs is installed',
    step: packages,
  },
  {
    id: 'plugin-files',
    title: 'Plugin: program and policy',
    severity: 'high',
    reference: 'CIS 2.12',
    fine: 'they are those of this version and profile',
    step: pluginFiles,
  },
  {
    id: 'plugin-paths',
    title: 'Plugin: who can change it',
    severity: 'high',
    reference: 'CIS 2.12',
    fine: 'root alone',
    checks: [pluginPaths],
  },
  {
    id: 'plugin-units',
    title: 'Plugin: units',
    severity: 'high',
    reference: 'CIS 2.12',
    fine: 'it runs, and starts with Docker',
    ofImage: 'it starts with Docker',
    step: pluginUnits,
    checks: [pluginDropIns],
  },
  {
    id: 'daemon-config',
    title: "Docker's configuration",
    severity: 'high',
    reference: 'CIS 2.9, 2.12',
    fine: 'it has the remap and the plugin',
    step: daemonConfig,
    checks: [untriedSettings],
  },
  {
    id: 'daemon-unit',
    title: "Docker's unit",
    severity: 'high',
    fine: 'it keeps Docker from HTTP/2',
    step: daemonUnit,
  },
  {
    id: 'docker-running',
    title: 'The running Docker',
    severity: 'high',
    reference: 'CIS 2.9, 2.12',
    fine: 'it maps user ids and asks the plugin',
    ofImage: false,
    step: dockerRestart,
    asksDocker: true,
    checks: [imageStore, swarm],
  },
  {
    id: 'subordinate-ids',
    title: 'Ids of containers',
    severity: 'high',
    reference: 'CIS 2.9',
    fine: 'nobody else has any of them',
    checks: [userNamespaces, subordinateIds],
  },
  {
    id: 'containers',
    title: 'Containers from before',
    severity: 'high',
    reference: 'CIS 5.31',
    fine: "none is in the host's user namespace",
    ofImage: false,
    checks: [containersOutsideRemap, containersBeforePlugin],
    asksDocker: true,
  },
  {
    id: 'socket-access',
    title: 'Access by the profile',
    severity: 'medium',
    reference: 'CIS 1.1.2',
    fine: 'those whom the profile names have it',
    ofImage: 'nobody has it before the first boot',
    step: socketAccess,
  },
  {
    id: 'socket-rights',
    title: "Rights on Docker's socket",
    severity: 'high',
    reference: 'CIS 3.15, 3.16',
    fine: 'none but those that the profile gives',
    ofImage: false,
    checks: [socketRights],
  },
  {
    id: 'docker-group',
    title: 'The group docker',
    severity: 'medium',
    reference: 'CIS 1.1.2',
    fine: 'it has no members',
    checks: [dockerGroup],
  },
  {
    id: 'engine-sockets',
    title: 'Sockets behind Docker',
    severity: 'high',
    reference: 'CIS 3.23, 3.24',
    fine: "root's alone",
    checks: [engineSockets],
  },
  {
    id: 'tcp-listener',
    title: 'Docker on the network',
    severity: 'high',
    reference: 'CIS 2.7',
    fine: 'it does not listen, or asks for certificates',
    checks: [tcpListener],
  },
  {
    id: 'engine-version',
    title: "Docker's version",
    severity: 'medium',
    reference: 'CIS 1.2.2',
    fine: 'no bug of it is known to open a way around the plugin',
    checks: [engineVersion],
    asksDocker: true,
  },
  {
    id: 'open-homes',
    title: 'Homes',
    severity: 'low',
    fine: 'nothing in them is kept only by the folder around it',
    checks: [openHomes],
  },
  {
    id: 'first-boot',
    title: 'First boot',
    severity: 'high',
    fine: 'it is over',
    ofImage: 'it checks the host, and lets in whom the profile names',
    quietOfHost: true,
    step: firstBoot,
  },
]
