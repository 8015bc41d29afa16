import type { Progress } from './host.ts'
import { packageLockHolder } from './package-lock.ts'
import { run, type Finished } from './run.ts'

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

/** Installs one package with apt, without questions. Throws what apt said. */
export async function installPackage(name: string, progress: Progress): Promise<string[]> {
  const before = new Set(await installedPackages())
  await install(name, progress)
  return (await installedPackages()).filter((one) => !before.has(one))
}

/**
 * Takes packages away that came with one installed here, each only when no other package goes with
 * them: apt says beforehand what it would remove (apt-get(8), --simulate).
 */
export async function removePackages(
  names: readonly string[],
  progress: Progress,
): Promise<string[]> {
  const simulated = await run('apt-get', ['--simulate', 'purge', '--', ...names])
  const removed = [...simulated.stdout.matchAll(/^Purg (\S+)/gm)].map(([, name]) => name ?? '')
  const others = removed.filter((name) => !names.includes(name.replace(/:.*/, '')))
  if (simulated.exitCode !== 0 || others.length > 0) return [...names]
  await apt(['purge', '--', ...names], progress)
  return []
}

async function installedPackages(): Promise<string[]> {
  const format = '${db:Status-Status} ${Package}\n'
  const { stdout } = await run('dpkg-query', ['--show', `--showformat=${format}`])
  return [...stdout.matchAll(/^installed (\S+)$/gm)].map(([, name]) => name ?? '')
}

async function install(name: string, progress: Progress): Promise<void> {
  if (!(await hasCandidate(name))) {
    const said = await apt(['update'], progress)
    if (!(await hasCandidate(name))) throw new Error(`no package source offers ${name}. ${said}`)
  }
  try {
    await apt(['install', '--', name], progress)
  } catch {
    // The package lists may name a version that the archive has replaced since.
    await apt(['update'], progress)
    await apt(['install', '--', name], progress)
  }
}

async function hasCandidate(name: string): Promise<boolean> {
  const { stdout } = await run('apt-cache', ['policy', '--', name])
  return /^ {2}Candidate: (?!\(none\))/m.test(stdout)
}

async function apt([verb = '', ...rest]: string[], progress: Progress): Promise<string> {
  const holder = await packageLockHolder()
  if (holder) progress(`waiting for another package manager: ${holder}`)
  const finished = await run('apt-get', [verb, ...options, ...rest], {
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
