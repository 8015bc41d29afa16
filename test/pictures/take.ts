import { mkdir, writeFile } from 'node:fs/promises'
import { cleanUpAll } from '../hosts/lab/clean-up.ts'
import { Host } from '../hosts/lab/host.ts'
import { buildImage } from '../hosts/lab/image.ts'
import { removeOrphans } from '../hosts/lab/place.ts'
import { installRequirements, whyNoHosts } from '../hosts/lab/requirements.ts'
import { picturesFolder, takePictures } from './scenes.ts'
import { svgOf } from './svg.ts'

const release = 'trixie'

const say = (text: string) => {
  process.stdout.write(`${text}\n`)
}

const why = whyNoHosts()
if (why === undefined) await take()
else {
  say(`The pictures are taken on a throw-away Debian host, and that is not possible here: ${why}.`)
  process.exitCode = 1
}

async function take(): Promise<void> {
  await installRequirements(say)
  await removeOrphans()
  await buildImage(release, say)
  const host = await Host.boot(release)
  try {
    await mkdir(picturesFolder, { recursive: true })
    for (const [name, picture] of Object.entries(await takePictures(host))) {
      const path = `${picturesFolder}/${name}.svg`
      await writeFile(path, svgOf(picture))
      say(path)
    }
  } finally {
    await cleanUpAll()
  }
}
