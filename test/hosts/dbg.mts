import { Host } from './lab/host.ts'
import { followArticle } from '../escapes/article.ts'
import { attempt, setScene } from '../escapes/scene.ts'
import { engineWays } from '../escapes/engine.ts'
const host = await Host.boot((process.argv[2] ?? 'trixie') as 'trixie')
await host.addUser('mallory', 5001)
await followArticle(host)
await setScene(host)
for (const way of engineWays.filter((w) => w.kind === 'devices' || w.name.includes('network'))) {
  console.log(way.name, await attempt(host, way))
}
console.log(
  (await host.shell('ls -l /dev/loop0; readlink /proc/1/ns/net; docker buildx ls')).stdout,
)
await host.dispose()
