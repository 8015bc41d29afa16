import { daemonSettings } from '../../checks/daemon-settings.ts'
import { dockerKind } from '../../checks/docker-kind.ts'
import { Refusal } from '../../failure.ts'
import { configFileFlag } from '../../formats/docker-flags.ts'
import type { FoundContainer, HostReader } from '../../host/reader.ts'
import { rememberedHost } from '../../host/remembered.ts'
import { valueOf } from '../../plan/fact.ts'
import type { FoundLine, Proposal } from '../../plan/proposal.ts'
import type { Answers } from '../../profile/answers.ts'
import { parseProfile } from '../../profile/read.ts'
import type { Profile } from '../../profile/schema.ts'
import { absolutePath } from '../../profile/values.ts'
import { daemonCommand } from '../../steps/daemon-command.ts'
import { rescueConfig } from '../../steps/docker-rescue.ts'
import { accountCandidates } from './accounts.ts'
import { deviceCandidates, hasNvidia } from './devices.ts'
import { directoryServiceText } from './directory-service.ts'
import { dockerText } from './docker-text.ts'
import { proposeRemap } from './remap.ts'
import { runtimesIn, settingsText } from './settings-text.ts'

/**
 * Looks at a host, and proposes answers that let nobody in and allow nothing that is not so already.
 *
 * @throws Refusal where Docker is of a kind for which no profile can be written
 */
export async function propose(machine: HostReader): Promise<Proposal> {
  const host = rememberedHost(machine)
  const profile = await profileOfFoundDocker(host)
  await refuseOtherKinds(host, profile)
  const { settings = {} } = (await daemonSettings(host, profile)) ?? {}
  const { running, all, unseen } = await foundContainers(host, profile)
  const accounts = await accountCandidates(host)
  const devices = await deviceCandidates(host, all)
  const gpus = (await hasNvidia(host)) ? ["NVIDIA's graphics cards (by --gpus)"] : []
  const found: FoundLine[] = [
    { title: 'Docker', text: await dockerText(host, profile.docker.service) },
    { title: 'Directory', text: await directoryServiceText(host) },
    { title: 'daemon.json', text: settingsText(settings) || 'nothing that matters here' },
    { title: 'Access now', text: ['root', ...accounts.access].join('; ') },
    {
      title: 'Devices',
      text: [...devices.map(({ value }) => value), ...gpus].join(', ') || 'none',
    },
    {
      title: 'Containers',
      text: running.length > 0 ? `running: ${running.join(', ')}` : 'none run',
    },
    ...[...accounts.unseen, ...unseen].map((text) => ({ title: 'Not seen', text })),
  ]
  return {
    found,
    groups: accounts.groups,
    users: accounts.users,
    devices,
    runtimes: runtimesIn(settings)
      .filter((name) => name !== 'runc')
      .map((value) => ({ value, why: 'in daemon.json', isChosen: false })),
    remap: await proposeRemap(host, profile, settings),
    daemonConfig: profile.docker.daemonConfig,
    runningContainers: running,
  }
}

/** The answers where nobody says otherwise. */
export function proposedAnswers(proposal: Proposal): Answers {
  const chosen = (of: Proposal['groups']) =>
    of.filter(({ isChosen }) => isChosen).map(({ value }) => value)
  return {
    remap: proposal.remap.value,
    socketAccess: { groups: chosen(proposal.groups), users: chosen(proposal.users) },
    docker: { daemonConfig: proposal.daemonConfig, restart: 'auto' },
    policy: { devices: chosen(proposal.devices), runtimes: ['runc', ...chosen(proposal.runtimes)] },
  }
}

/** The built-in profile, with the configuration that the unit names. */
async function profileOfFoundDocker(host: HostReader): Promise<Profile> {
  const builtIn = parseProfile('', 'the built-in profile')
  const named = await namedConfigFile(host, builtIn.docker.service)
  const { data: path } = absolutePath.safeParse(named)
  if (path === undefined || path === rescueConfig) return builtIn
  return { ...builtIn, docker: { ...builtIn.docker, daemonConfig: path } }
}

async function namedConfigFile(host: HostReader, service: string): Promise<string | undefined> {
  try {
    return configFileFlag((await daemonCommand(host, service)).flags)
  } catch (error) {
    // Told with the plan, which cannot be made then.
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** A Docker that is not installed yet may have its profile. Podman, a snap and a rootless Docker have no use for one. */
async function refuseOtherKinds(host: HostReader, profile: Profile): Promise<void> {
  const problems = (await dockerKind(host, profile)).map(({ problem }) => problem)
  const others = problems.filter(({ code }) => code !== 'docker-not-found')
  if (others.length > 0) throw new Refusal(others)
}

interface FoundContainers {
  running: string[]
  all: FoundContainer[]
  unseen: string[]
}

/** Docker is asked only where it runs: the question would start it. */
async function foundContainers(host: HostReader, { docker }: Profile): Promise<FoundContainers> {
  const daemon = await host.docker(docker.service)
  if (daemon.state === 'absent') return { running: [], all: [], unseen: [] }
  const [running, all] = await Promise.all([host.runningContainers(), host.containers()])
  const unseen = [running, all].flatMap((fact) => (fact.state === 'unknown' ? [fact.reason] : []))
  return {
    running: valueOf(running) ?? [],
    all: valueOf(all) ?? [],
    unseen: [...new Set(unseen)].map((reason) => `containers: ${reason}`),
  }
}
