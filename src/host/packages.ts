import type { Progress } from './host.ts'
import { packageLockHolder } from './package-lock.ts'
import { run, type Finished, type Run } from './run.ts'

/** Long enough for an unattended upgrade that holds the lock to end. */
const lockTimeoutS = 1800
const aptTimeoutMs = (lockTimeoutS + 1800) * 1000

const quietly = {
  DEBIAN_FRONTEND: 'noninteractive',
  // needrestart would restart services that nobody asked us to restart.
  NEEDRESTART_SUSPEND: '1',
}
const options = [
  '--assume-yes',
  '--no-install-recommends',
  '--option=Dpkg::Options::=--force-confdef',
  '--option=Dpkg::Options::=--force-confold',
  `--option=DPkg::Lock::Timeout=${lockTimeoutS}`,
]

/** Packages of the host that `run` runs commands on. */
export interface PackageTools {
  run: Run
  /** Who else is at work on them, if anybody. */
  otherAtWork: () => Promise<string | undefined>
}

const ofThisHost: PackageTools = { run, otherAtWork: packageLockHolder }

/** Installs one package with apt, without questions. Throws what apt said. */
export async function installPackage(
  name: string,
  progress: Progress,
  tools: PackageTools = ofThisHost,
): Promise<string[]> {
  const before = new Set(await installedPackages(tools))
  await install(name, aptWith(tools, progress), tools)
  return (await installedPackages(tools)).filter((one) => !before.has(one))
}

/**
 * Takes packages away that came with one installed here, each only when no other package goes with
 * them: apt says beforehand what it would remove (apt-get(8), --simulate).
 */
export async function removePackages(
  names: readonly string[],
  progress: Progress,
  tools: PackageTools = ofThisHost,
): Promise<string[]> {
  const simulated = await tools.run('apt-get', ['--simulate', 'purge', '--', ...names])
  const removed = [...simulated.stdout.matchAll(/^Purg (\S+)/gm)].map(([, name]) => name ?? '')
  const others = removed.filter((name) => !names.includes(name.replace(/:.*/, '')))
  if (simulated.exitCode !== 0 || others.length > 0) return [...names]
  await aptWith(tools, progress)('purge', '--', ...names)
  return []
}

async function installedPackages(tools: PackageTools): Promise<string[]> {
  const format = '${db:Status-Status} ${Package}\n'
  const { stdout } = await tools.run('dpkg-query', ['--show', `--showformat=${format}`])
  return [...stdout.matchAll(/^installed (\S+)$/gm)].map(([, name]) => name ?? '')
}

type Apt = (verb: string, ...rest: string[]) => Promise<string>

async function install(name: string, apt: Apt, tools: PackageTools): Promise<void> {
  if (!(await hasCandidate(name, tools))) {
    const said = await apt('update')
    if (!(await hasCandidate(name, tools)))
      throw new Error(`no package source offers ${name}. ${said}`)
  }
  try {
    await apt('install', '--', name)
  } catch {
    // The package lists may name a version that the archive has replaced since.
    await apt('update')
    await apt('install', '--', name)
  }
}

async function hasCandidate(name: string, tools: PackageTools): Promise<boolean> {
  const { stdout } = await tools.run('apt-cache', ['policy', '--', name])
  return /^ {2}Candidate: (?!\(none\))/m.test(stdout)
}

function aptWith(tools: PackageTools, progress: Progress): Apt {
  return async (verb, ...rest) => {
    const other = await tools.otherAtWork()
    if (other) progress(`waiting for another package manager: ${other}`)
    const finished = await tools.run('apt-get', [verb, ...options, ...rest], {
      environment: quietly,
      timeoutMs: aptTimeoutMs,
      onLine: (line) => {
        const shown = worthShowing(line)
        if (shown) progress(shown)
      },
    })
    if (finished.exitCode !== 0) throw new Error(`apt-get ${verb} failed: ${lastWords(finished)}`)
    // apt-get update succeeds, with warnings, even when it reached no source at all.
    return lastWords(finished)
  }
}

/** What a waiting person wants to see of apt's many lines. */
function worthShowing(line: string): string | undefined {
  const text = line.trim()
  return /^(Waiting for cache lock|Get:|Unpacking|Setting up|Processing)/.test(text)
    ? text
    : undefined
}

function lastWords({ stdout, stderr }: Finished): string {
  const said = stderr.trim() || stdout.trim()
  return said.split('\n').slice(-6).join('\n')
}
