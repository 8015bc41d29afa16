import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { picturesFolder, takePictures, type PictureName } from '../../pictures/scenes.ts'
import { svgOf } from '../../pictures/svg.ts'
import { fresh, onOneRelease } from '../each-release.ts'

onOneRelease('trixie', { name: 'the pictures in the README', boot: fresh }, (booted) => {
  it('show what is shown today; where not: npm run pictures', async () => {
    const { host } = booted
    const today = await takePictures(host)
    // Docker 20.10 cannot try a configuration, which its plan says.
    const isOlder = host.release === 'bookworm'
    const names: PictureName[] = ['status', 'denials', ...(isOlder ? [] : ['plan' as const])]
    for (const name of names) {
      const shown = await readFile(`${picturesFolder}/${name}.svg`, 'utf8')
      expect(svgOf(today[name])).toBe(shown)
    }
  })
})
