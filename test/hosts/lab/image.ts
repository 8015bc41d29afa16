import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { must } from './command.ts'
import { atHandPackages, hostPackages, releaseFacts, type Release } from './releases.ts'

/** Outside the checkout: images outlive it. */
export const cacheFolder = '/var/cache/userns-harden-test-hosts'

export function imageFolder(release: Release): string {
  const key = createHash('sha256')
    .update(JSON.stringify([packagesOf(release), fetchAtHand]))
    .digest('hex')
  return `${cacheFolder}/${release}-${key.slice(0, 12)}`
}

/** Builds the release's base image where it is not there yet: about half a minute and 500 MB. */
export async function buildImage(release: Release, say: (line: string) => void): Promise<void> {
  const folder = imageFolder(release)
  if (existsSync(folder)) return
  say(`building the base image of ${release}`)
  await mkdir(cacheFolder, { recursive: true })
  const unfinished = `${folder}.${process.pid}`
  try {
    await must(
      'mmdebstrap',
      [
        '--variant=minbase',
        // Testing's Release file may be past its date on a mirror that lags behind.
        '--aptopt=Acquire::Check-Valid-Until "false"',
        '--dpkgopt=path-exclude=/usr/share/doc/*',
        `--include=${packagesOf(release).join(',')}`,
        // With its package lists and these at hand, dozens of hosts need not fetch them from the network each.
        '--skip=cleanup/apt/lists,cleanup/apt/cache',
        `--customize-hook=${fetchAtHand}`,
        release,
        unfinished,
      ],
      { timeoutMs: 900_000 },
    )
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

const fetchAtHand = [
  'export APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"',
  'apt-get clean',
  `apt-get --yes --no-install-recommends --download-only install ${atHandPackages.join(' ')}`,
].join('; ')

function packagesOf(release: Release): string[] {
  return [...hostPackages, ...releaseFacts[release].packages]
}
