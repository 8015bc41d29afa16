import type { HostReader } from './reader.ts'

/**
 * A host that is asked each question once: a plan is made of one look at the host, and steps that
 * ask alike cost nothing. For as long as one plan is being made, and no longer.
 */
export function rememberedHost(host: HostReader): HostReader {
  const answers = new Map<string, unknown>()
  const once =
    <Args extends unknown[], Answer>(name: string, ask: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      const question = JSON.stringify([name, ...args])
      if (!answers.has(question)) answers.set(question, ask(...args))
      return answers.get(question) as Answer
    }
  return {
    isImage: host.isImage,
    file: once('file', host.file),
    program: once('program', host.program),
    directory: once('directory', host.directory),
    status: once('status', host.status),
    names: once('names', host.names),
    room: once('room', host.room),
    pathTrust: once('pathTrust', host.pathTrust),
    command: once('command', host.command),
    packageOf: once('packageOf', host.packageOf),
    versionOf: once('versionOf', host.versionOf),
    unit: once('unit', host.unit),
    user: once('user', host.user),
    group: once('group', host.group),
    acl: once('acl', host.acl),
    docker: once('docker', host.docker),
    holdings: once('holdings', host.holdings),
    images: once('images', host.images),
    runningContainers: once('runningContainers', host.runningContainers),
    containers: once('containers', host.containers),
    daemonConfigError: once('daemonConfigError', host.daemonConfigError),
  }
}
