// After an interrupted run: its processes are about to end, and their hosts to be nobody's.
import { existsSync } from 'node:fs'
import { hostsFolder, removeOrphans } from './place.ts'

const until = Date.now() + 20_000
while (existsSync(hostsFolder) && Date.now() < until) {
  await removeOrphans()
  await new Promise((resolve) => setTimeout(resolve, 200))
}
