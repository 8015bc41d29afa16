import type { Problem } from '../../failure.ts'
import { configFileFlag, withoutConfigFile } from '../../formats/docker-flags.ts'
import { systemdWord } from '../../formats/systemd-words.ts'
import type { Host, Progress } from '../../host/host.ts'
import { valueOf } from '../../plan/fact.ts'
import { daemonCommand, type DaemonCommand } from '../../steps/daemon-command.ts'
import { defaultConfigFile } from '../../steps/daemon-config.ts'
import { endOfRescue, rescueConfig, rescueDropIn, rescueFolder } from '../../steps/docker-rescue.ts'
import { bringUp } from '../perform/unit.ts'

const answerWithinMs = 30_000
const rootOnly = { mode: 0o700, uid: 0, gid: 0 }
/** Never left out: without one of these more people could do more, or Docker would look elsewhere for its data. */
const kept = new Set(
  (
    'userns-remap authorization-plugins hosts tls tlsverify tlscacert tlscert tlskey icc no-new-privileges ' +
    'seccomp-profile selinux-enabled iptables ip6tables builder features data-root exec-root group'
  ).split(' '),
)

/**
 * For a Docker that does not start any more with its configuration as it was before a run, which somebody
 * must have changed since Docker's last start: has it run without the one setting that it does not start
 * with, from a copy in /run. The file itself stays as it is.
 *
 * @returns what to tell; undefined where Docker starts without none of the settings either
 */
export async function rescueDocker(
  service: string,
  error: string,
  host: Host,
  progress: Progress,
): Promise<Problem | undefined> {
  const command = await daemonCommand(host, service)
  const path = configFileFlag(command.flags) ?? defaultConfigFile
  const settings = settingsIn(valueOf(await host.file(path))?.text)
  if (!settings) return undefined
  const dropIn = rescueDropIn(service)
  await host.makeDirectory(rescueFolder, rootOnly)
  await host.makeDirectory('/run/systemd/system', { ...rootOnly, mode: 0o755 })
  await host.makeDirectory(`/run/systemd/system/${service}.d`, { ...rootOnly, mode: 0o755 })
  await host.writeFile(dropIn, dropInText(command), { ...rootOnly, mode: 0o644 })
  await host.systemctl('daemon-reload')
  for (const left of Object.keys(settings).filter((key) => !kept.has(key))) {
    progress(`trying Docker without "${left}" of ${path}`)
    const text = JSON.stringify({ ...settings, [left]: undefined })
    await host.writeFile(rescueConfig, text, { ...rootOnly, mode: 0o600 })
    if (await starts(service, host)) return rescued({ service, path, left, error })
  }
  await host.removePath(dropIn)
  await host.removePath(rescueConfig)
  await host.systemctl('daemon-reload')
  return undefined
}

function settingsIn(text: string | undefined): Record<string, unknown> | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>)
  } catch {
    return undefined
  }
}

function dropInText({ dockerd, flags }: DaemonCommand): string {
  const words = [dockerd, ...withoutConfigFile(flags), '--config-file', rescueConfig].map(
    systemdWord,
  )
  return `# Docker does not start with its own configuration: see ${rescueConfig}.\n[Service]\nExecStart=\nExecStart=${words.join(' ')}\n`
}

async function starts(service: string, host: Host): Promise<boolean> {
  try {
    await bringUp('restart', service, host)
    await host.dockerAnswers(answerWithinMs)
    return true
  } catch {
    return false
  }
}

interface Rescued {
  service: string
  path: string
  /** The setting without which Docker runs. */
  left: string
  error: string
}

function rescued({ service, path, left, error }: Rescued): Problem {
  return {
    code: 'docker-rescued',
    what: `Docker does not start with ${path} as it was before this run either. So that it is up, it runs with everything in it but "${left}", until the next boot.`,
    where: path,
    cause: error,
    remedies: [`Cure "${left}" in ${path}.`, endOfRescue(service)],
  }
}
