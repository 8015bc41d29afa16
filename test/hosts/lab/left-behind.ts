import { readdir, readFile } from 'node:fs/promises'
import { must, run } from './command.ts'
import { cacheFolder } from './image.ts'
import { hostsFolder } from './place.ts'

const places = [hostsFolder, cacheFolder, '/run/systemd/nspawn']

/** Whatever a host consists of outside of itself, and is still there although no host should be. */
async function leftBehind(): Promise<string[]> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n')
  const groups = await run('find', ['/sys/fs/cgroup', '-maxdepth', '2', '-name', 'uhost*'])
  const rules = (await must('iptables', ['-w', '-t', 'nat', '-S'])).split('\n')
  const processes = await run('ps', ['-eo', 'args'])
  return [
    ...mounts.filter((line) => places.some((place) => line.split(' ')[1]?.startsWith(place))),
    ...groups.stdout.split('\n').filter((line) => line !== ''),
    ...rules.filter((line) => line.includes('uhost')),
    ...(await run('ip', ['netns'])).stdout.split('\n').filter((line) => line.startsWith('uhost')),
    ...processes.stdout.split('\n').filter((line) => line.includes('--machine=uhost')),
    ...(await readdir(hostsFolder).catch(() => [])),
  ]
}

const left = await leftBehind()
process.stdout.write(left.map((line) => `left behind: ${line}\n`).join(''))
process.exitCode = left.length === 0 ? 0 : 1
