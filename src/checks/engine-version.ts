import { isOlder, versionNumbers } from '../formats/engine-version.ts'
import { unseen, warns, type Check } from './check.ts'
import { dockerVersion } from './docker-version.ts'

interface KnownBug {
  cve: string
  what: string
  /** The release that it came with; left out where all have it that can be met. */
  since?: string
  /** The first release of each line that has the cure; later lines have it too. */
  curedIn: readonly string[]
  /** Whether the plugin stops it whatever the version is. */
  covered: boolean
}

/** Bugs of the engine that go past authorization plugins or out of a container: advisories of moby on GitHub. */
const bugs: readonly KnownBug[] = [
  {
    cve: 'CVE-2024-41110',
    what: 'plugins are shown no body where its length is said to be 0',
    curedIn: ['23.0.15', '24.0.10', '25.0.6', '26.0.3', '26.1.5', '27.1.1'],
    covered: true,
  },
  {
    cve: 'CVE-2026-34040',
    what: 'plugins are not shown large bodies',
    curedIn: ['25.0.16', '29.3.1'],
    covered: true,
  },
  {
    cve: 'CVE-2026-41567',
    what: "docker cp runs a container's own xz as root of the host",
    since: '24.0.0',
    curedIn: ['25.0.17', '29.5.1'],
    covered: false,
  },
  {
    cve: 'CVE-2026-41568, CVE-2026-42306',
    what: 'docker cp can be led to paths of the host while it works',
    curedIn: ['29.5.1'],
    covered: false,
  },
  {
    cve: 'CVE-2026-17106',
    what: 'an archive with crafted links is unpacked outside of its target',
    curedIn: ['29.7.0'],
    covered: false,
  },
]

export const engineVersion: Check = async (host, profile) => {
  const version = await dockerVersion(host, profile)
  if (version === undefined) return []
  const numbers = versionNumbers(version)
  if (!numbers) return [unseen('which bugs this Docker has', `its version is ${version}`)]
  const had = bugs.filter((bug) => isIn(numbers, bug))
  const open = had.filter(({ covered }) => !covered)
  if (open.length === 0) return []
  return [
    warns({
      code: 'engine-bugs',
      what: `Docker ${version} has bugs by its number, which the plugin does not stop. A distribution may have cured them without a new number.`,
      cause: had
        .map(
          ({ cve, what, covered }) =>
            `${cve}: ${what}${covered ? ' (the plugin denies those)' : ''}`,
        )
        .join('\n'),
      remedies: [
        'Upgrade Docker. What a distribution has cured: apt-get changelog docker.io | grep CVE',
        'Until then docker cp can be denied altogether: policy: { copy: deny } in the profile',
      ],
    }),
  ]
}

function isIn(version: readonly number[], { since = '0.0', curedIn }: KnownBug): boolean {
  return !isOlder(version, versionNumbers(since) ?? []) && !isCured(version, curedIn)
}

/** A line is a release's first two numbers where one of those is named, else its first. */
function isCured(version: readonly number[], curedIn: readonly string[]): boolean {
  const cures = curedIn.flatMap((one) => [versionNumbers(one) ?? []])
  const newest = cures.at(-1) ?? []
  if (!isOlder(version, newest)) return true
  const ofLine = cures.filter(([major]) => major === version[0])
  const ofMinor = ofLine.filter(([, minor]) => minor === version[1])
  return (ofMinor.length > 0 ? ofMinor : ofLine).some((cure) => !isOlder(version, cure))
}
