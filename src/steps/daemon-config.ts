import { dirname } from 'node:path'
import { Refusal, type Problem } from '../failure.ts'
import { mergeDaemonJson } from '../formats/daemon-json.ts'
import { withoutEntitlements, type Entitlement } from '../formats/builder-entitlements.ts'
import { configFileFlag, flagValues } from '../formats/docker-flags.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change, FileContent } from '../plan/change.ts'
import type { Note } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'
import { daemonCommand } from './daemon-command.ts'
import { desiredFolder, rootFile, unreadable } from './desired-file.ts'
import { endOfRescue, rescueConfig } from './docker-rescue.ts'
import { pluginName } from './places.ts'
import { refuseUnfitRemapUser } from './remap-user.ts'
import { startOfImage } from './start-of-image.ts'
import type { Step } from './step.ts'

/** dockerd's own default (moby daemon/command/options.go). */
export const defaultConfigFile = '/etc/docker/daemon.json'

export const daemonConfig: Step = {
  id: 'daemon-config',
  title: "Docker's configuration",
  async plan(host, profile) {
    const path = profile.docker.daemonConfig
    const daemon = await daemonCommand(host, profile.docker.service)
    refuseFlags(daemon.flags, profile)
    await refuseUnfitRemapUser(host, profile.remap)

    const found = await host.file(path)
    if (found.state === 'unknown') throw unreadable(path, found.reason)
    const old = found.state === 'present' ? found.value : undefined
    const merged = mergeDaemonJson(old?.text, { path, remap: profile.remap, plugin: pluginName })
    const text = withoutEntitlements(merged, deniedEntitlements(profile), path)
    if (text === old?.text) return { changes: [], notes: [] }

    const notes = await validate(host, daemon, text, path)
    const folder = await desiredFolder(host, dirname(path), "holds Docker's configuration")
    const before = old && contentOf(old)
    const change: Change = {
      kind: 'file',
      path: old?.path ?? path,
      ...(before && { before }),
      after: { ...(before ?? rootFile), text },
      why: 'turns on the remap of user ids, has Docker ask the plugin, and denies builds what the plugin cannot see',
    }
    const start = await startOfImage(host, profile, old?.text)
    return { changes: [...folder, change, ...start], notes }
  },
}

/** What the policy denies to containers, for builds: BuildKit's own requests pass no plugin. */
function deniedEntitlements({ policy }: Profile): Entitlement[] {
  const denied: Entitlement[] = []
  if (policy.hostNamespaces === 'deny') denied.push('network-host')
  if (policy.privileged === 'deny') denied.push('security-insecure')
  // The policy's own devices are for containers alone.
  return [...denied, 'device']
}

function contentOf({ text, mode, uid, gid }: FileContent): FileContent {
  return { text, mode, uid, gid }
}

/** Docker does not start when an option is given both as a flag and in its file. */
function refuseFlags(flags: readonly string[], { docker }: Profile): void {
  const problems: Problem[] = ['--userns-remap', '--authorization-plugin']
    .filter((flag) => flagValues(flags, [flag]).length > 0)
    .map((flag) => ({
      code: 'daemon-flag',
      what: `dockerd is started with ${flag}, and does not start when daemon.json sets the same.`,
      where: docker.service,
      remedies: [
        `Find it: systemctl cat ${docker.service}; grep -s -- ${flag} /etc/default/docker`,
        `Take ${flag} out there: apply writes it to ${docker.daemonConfig}.`,
      ],
    }))
  const configFile = configFileFlag(flags) ?? defaultConfigFile
  if (configFile === rescueConfig) problems.push(stillRescued(docker.service))
  else if (configFile !== docker.daemonConfig) {
    problems.push({
      code: 'daemon-config-elsewhere',
      what: `dockerd reads ${configFile}, the profile says ${docker.daemonConfig}.`,
      where: docker.service,
      remedies: [`Set docker.daemonConfig in the profile to ${configFile}.`],
    })
  }
  if (problems.length > 0) throw new Refusal(problems)
}

function stillRescued(service: string): Problem {
  return {
    code: 'docker-rescued',
    what: `Docker runs for the time being with ${rescueConfig}, because it did not start with its own configuration when an apply was rolled back.`,
    where: service,
    remedies: [
      'Cure its configuration: what is missing there is what it did not start with.',
      endOfRescue(service),
    ],
  }
}

async function validate(
  host: HostReader,
  { dockerd, flags }: { dockerd: string; flags: string[] },
  text: string,
  path: string,
): Promise<Note[]> {
  const error = await host.daemonConfigError(dockerd, flags, text)
  if (error.state === 'absent') return []
  if (error.state === 'unknown') {
    return [{ kind: 'later', text: `whether dockerd accepts ${path}: ${error.reason}` }]
  }
  throw new Refusal({
    code: 'daemon-config-rejected',
    what: `dockerd would not accept ${path} as it would be written.`,
    where: path,
    cause: error.value,
    remedies: ['Cure what dockerd names: it would not start after its next restart either.'],
  })
}
