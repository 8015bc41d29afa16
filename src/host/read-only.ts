import type { Host } from './host.ts'
import type { HostReader } from './reader.ts'

/** The reading side alone, for commands that must not change anything whatever they do. */
export function readOnly(host: Host): HostReader {
  return {
    isImage: host.isImage,
    file: host.file,
    program: host.program,
    directory: host.directory,
    status: host.status,
    names: host.names,
    room: host.room,
    pathTrust: host.pathTrust,
    command: host.command,
    packageOf: host.packageOf,
    versionOf: host.versionOf,
    unit: host.unit,
    user: host.user,
    group: host.group,
    acl: host.acl,
    docker: host.docker,
    holdings: host.holdings,
    images: host.images,
    runningContainers: host.runningContainers,
    containers: host.containers,
    daemonConfigError: host.daemonConfigError,
  }
}
