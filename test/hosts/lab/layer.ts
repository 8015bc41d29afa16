import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { onExit } from './clean-up.ts'
import { must, run } from './command.ts'
import { cacheFolder, imageFolder } from './image.ts'
import type { Release } from './releases.ts'

/** What some hosts have beyond the base image, which has no package that the product is to install. */
const packages = {
  /** What the product installs, for scenarios that are not about that. */
  stocked: ['uidmap', 'acl'],
  managed: ['openssh-server', 'python3', 'python3-apt'],
  control: ['ansible-core', 'ansible-lint', 'openssh-client'],
  /** With the collections, for the plain tasks that the role is measured against. */
  'control-bench': ['ansible', 'openssh-client'],
}

export type Layer = keyof typeof packages

/** The folder with what a layer has on top of its release's base image, installed where it is not there yet. */
export async function layerFolder(release: Release, layer: Layer): Promise<string> {
  const base = imageFolder(release)
  const key = createHash('sha256')
    .update(JSON.stringify([base, packages[layer], script]))
    .digest('hex')
  const folder = `${cacheFolder}/${release}-${layer}-${key.slice(0, 12)}`
  if (existsSync(folder)) return folder
  // Several hosts of one process may want it at once.
  const build = building.get(folder) ?? install(base, packages[layer], folder)
  building.set(folder, build)
  await build
  return folder
}

const building = new Map<string, Promise<void>>()

/** From the lists of the base image, which its packages at hand are of. */
const script = `
install() { apt-get --yes --no-install-recommends install "$@"; }
install "$@" || { apt-get update && install "$@"; }
case " $* " in *" python3 "*) ;; *) exit 0 ;; esac
# At hand, for hosts on which it is the role's work to install it; with what goes when it is removed.
node=$(apt-get --simulate remove nodejs | sed -n 's/^Remv \\([^ ]*\\).*/\\1/p')
apt-get --yes --download-only --reinstall install $node`

async function install(base: string, names: readonly string[], folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`
  const root = `${unfinished}/root`
  for (const part of ['upper', 'work', 'root']) {
    await mkdir(`${unfinished}/${part}`, { recursive: true })
  }
  const remove = async () => {
    await run('umount', [root])
    await rm(unfinished, { recursive: true, force: true })
  }
  const forget = onExit(remove)
  try {
    const layers = `lowerdir=${base},upperdir=${unfinished}/upper,workdir=${unfinished}/work`
    await must('mount', ['-t', 'overlay', 'overlay', '-o', layers, root])
    await must('cp', ['--remove-destination', '/etc/resolv.conf', `${root}/etc/resolv.conf`])
    await must('chroot', [root, 'sh', '-ec', script, 'sh', ...names], {
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
    })
    await must('umount', [root])
    await rename(`${unfinished}/upper`, folder)
  } finally {
    await remove()
    forget()
  }
}
