import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { existsSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onExit } from './clean-up.ts'
import { must } from './command.ts'

/** Where a host has the product. */
export const installed = '/opt/userns-harden/bin/userns-harden.js'

let packed: Promise<string> | undefined

/** The tarball that would be published. `PRODUCT` names one that was packed before, for several processes. */
export function packedProduct(): Promise<string> {
  packed ??= process.env.PRODUCT ? Promise.resolve(process.env.PRODUCT) : pack()
  return packed
}

async function pack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'userns-harden-packed-'))
  onExit(() => rm(folder, { recursive: true, force: true }))
  await must('npm', ['pack', '--silent', `--pack-destination=${folder}`])
  const [tarball] = await readdir(folder)
  if (tarball === undefined) throw new Error('npm pack made no tarball')
  return join(folder, tarball)
}

/** Puts the tarball on a host, unpacked too. */
export async function installProduct(root: string, tarball: string): Promise<void> {
  const unpacked = `${root}/opt/userns-harden`
  await mkdir(unpacked, { recursive: true })
  await must('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1', '--no-same-owner'])
  await must('cp', [tarball, `${root}/opt/userns-harden.tgz`])
}

/** Puts this machine's npm on a host, whose npx runs the tarball: no registry is reached from there. Some seconds' work. */
export async function installNpm(root: string): Promise<void> {
  if (existsSync(`${root}/opt/npm`)) return
  const npm = dirname(dirname(realpathSync((await must('sh', ['-c', 'command -v npm'])).trim())))
  await must('cp', ['-r', npm, `${root}/opt/npm`])
}
