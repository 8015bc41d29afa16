import { buildImage } from './image.ts'
import { layerFolder } from './layer.ts'
import { removeOrphans } from './place.ts'
import { allReleases, type Release } from './releases.ts'
import { installRequirements, whyNoHosts } from './requirements.ts'

/** sysexits(3), EX_UNAVAILABLE. */
const unavailable = 69

const say = (line: string) => {
  process.stdout.write(`hosts: ${line}\n`)
}

const why = whyNoHosts()
if (why === undefined) {
  const asked = process.argv.slice(2) as Release[]
  await installRequirements(say)
  await removeOrphans()
  for (const release of asked.length > 0 ? asked : allReleases) {
    await buildImage(release, say)
    // Before there are several processes, of which each would.
    await layerFolder(release, 'stocked')
  }
} else {
  say(`SKIPPED all scenarios on booted hosts, because ${why}`)
  process.exitCode = unavailable
}
