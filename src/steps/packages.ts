import { Refusal, type Problem } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import type { Change } from '../plan/change.ts'
import type { Profile } from '../profile/schema.ts'
import type { Step } from './step.ts'

interface Need {
  package: string
  commands: string[]
  purpose: string
}

/** dockerd runs newuidmap's package tools to give its remap user subordinate ids (moby pkg/idtools). */
const uidmap: Need = {
  package: 'uidmap',
  commands: ['newuidmap', 'newgidmap'],
  purpose: 'to map the ids of containers to subordinate ids',
}
const acl: Need = {
  package: 'acl',
  commands: ['setfacl', 'getfacl'],
  purpose: 'to give groups and users access to the Docker socket',
}

const iproute2: Need = {
  package: 'iproute2',
  commands: ['ss'],
  purpose: 'to see who is connected to Docker when a request is denied',
}

export const packages: Step = {
  id: 'packages',
  title: 'Packages',
  async plan(host, profile) {
    const changes: Change[] = []
    const problems: Problem[] = []
    const hasApt = (await host.command('apt-get')).state === 'present'
    for (const need of needsOf(profile)) {
      const missing = await missingCommands(host, need)
      if (missing.length === 0) continue
      if (hasApt) {
        const why = `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} needed ${need.purpose}`
        changes.push({ kind: 'package', name: need.package, provides: missing, why })
      } else problems.push(cannotInstall(need, missing))
    }
    if (problems.length > 0) throw new Refusal(problems)
    return { changes, notes: [] }
  },
}

function needsOf({ socketAccess, plugin }: Profile): Need[] {
  const wantsAcl = socketAccess.groups.length + socketAccess.users.length > 0
  return [uidmap, ...(wantsAcl ? [acl] : []), ...(plugin.source === 'builtin' ? [iproute2] : [])]
}

async function missingCommands(host: HostReader, { commands }: Need): Promise<string[]> {
  const found = await Promise.all(commands.map((name) => host.command(name)))
  return commands.filter((_, index) => found[index]?.state !== 'present')
}

function cannotInstall(need: Need, missing: string[]): Problem {
  return {
    code: 'package-missing',
    what: `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing, and there is no apt to install ${need.package} with.`,
    where: need.package,
    remedies: [
      `Install the package that holds ${missing.join(' and ')} with this host's own package manager, then run apply again.`,
    ],
  }
}
