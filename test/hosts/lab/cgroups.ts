import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { run } from './command.ts'

const mountPoint = '/sys/fs/cgroup'
const removeWithinMs = 5000

/** Where hierarchies are mounted: one with cgroup v2 alone, one a controller with v1. */
async function hierarchies(): Promise<string[]> {
  if (existsSync(`${mountPoint}/cgroup.procs`)) return [mountPoint]
  const entries = await readdir(mountPoint, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${mountPoint}/${name}`)
}

/**
 * Shell lines that put the shell into groups of its own. Hosts that shared theirs would see each
 * other's processes in units of the same name, and `systemctl kill` on one would reach the other.
 */
export async function enterOwnGroups(name: string): Promise<string> {
  const lines = (await hierarchies()).map((hierarchy) => {
    const group = `${hierarchy}/${name}`
    // A v1 cpuset takes no process before it has been told its processors and memory.
    const inherit = ['cpuset.cpus', 'cpuset.mems']
      .map((file) => `[ ! -e ${group}/${file} ] || cat ${hierarchy}/${file} > ${group}/${file}`)
      .join('; ')
    return `mkdir -p ${group} && { ${inherit}; } ; echo $$ > ${group}/cgroup.procs`
  })
  return lines.join('\n')
}

/** Takes the groups away, from the innermost out. The kernel may need a moment to see that they are empty. */
export async function removeOwnGroups(name: string): Promise<void> {
  const groups = (await hierarchies()).map((hierarchy) => `${hierarchy}/${name}`)
  const until = Date.now() + removeWithinMs
  for (;;) {
    const left = groups.filter((group) => existsSync(group))
    if (left.length === 0 || Date.now() > until) return
    await run('find', [...left, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';'])
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
