import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises'
import { removeOwnGroups } from './cgroups.ts'
import { must, run } from './command.ts'
import { imageFolder } from './image.ts'
import { layerFolder, type Layer } from './layer.ts'
import { closeNetwork, hostNetwork, openNetwork, type HostNetwork } from './network.ts'
import type { Release } from './releases.ts'

/** All that a host consists of outside of itself. On a plain disk: Docker's overlay2 sits on no overlay. */
export const hostsFolder = '/var/lib/userns-harden-test-hosts'

export interface Place {
  folder: string
  root: string
  dockerData: string
  network: HostNetwork
}

/** Lays out a host: the base image below, an empty folder above, a network of its own. */
export async function makePlace(release: Release, layer?: Layer): Promise<Place> {
  const below = [...(layer ? [await layerFolder(release, layer)] : []), imageFolder(release)]
  const place = await claim()
  const { folder, root, dockerData, network } = place
  for (const part of ['upper', 'work', 'root', 'docker']) await mkdir(`${folder}/${part}`)
  const layers = `lowerdir=${below.join(':')},upperdir=${folder}/upper,workdir=${folder}/work`
  await must('mount', ['-t', 'overlay', 'overlay', '-o', layers, root])
  await mkdir(dockerData, { recursive: true })
  await must('cp', ['--remove-destination', '/etc/resolv.conf', `${root}/etc/resolv.conf`])
  // Without an id of its own a host takes itself for just installed, and enables what presets name.
  await writeFile(`${root}/etc/machine-id`, `${randomUUID().replaceAll('-', '')}\n`)
  await writeFile(`${root}/etc/hostname`, `${release}\n`)
  await openNetwork(network)
  return place
}

/** Takes a host's remains away, of a running process's host or of one that was killed. */
export async function removePlace({ folder, root, network }: Place): Promise<void> {
  await closeNetwork(network)
  await removeOwnGroups(network.name)
  if (existsSync(root)) await run('umount', ['--recursive', root])
  await run('rm', ['-rf', '--one-file-system', folder])
  await leaveNothing()
}

/** After the last host: rmdir(2) tells that there is none, in this run or in another. */
async function leaveNothing(): Promise<void> {
  const last = await rmdir(hostsFolder).then(
    () => true,
    () => false,
  )
  if (last) await run('umount', ['--lazy', '/run/systemd/nspawn'])
}

/** Removes what killed runs have left behind: their process is gone, their hosts are not. */
export async function removeOrphans(): Promise<void> {
  for (const name of await readdir(hostsFolder).catch(() => [])) {
    const place = placeOf(Number(name))
    const owner = await readFile(`${place.folder}/owner`, 'utf8').catch(() => '')
    // Without an owner it is just being claimed.
    if (owner === '' || existsSync(`/proc/${owner}`)) continue
    await killBooted(place)
    await removePlace(place)
  }
}

/** Ends the host: with its PID 1 all of its processes go, and systemd-nspawn with them. */
export async function killBooted({ folder, network }: Place): Promise<void> {
  const pid = await readFile(`${folder}/pid`, 'utf8').catch(() => '')
  if (pid === '') return
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  // The number may be another process's by now.
  if (!commandLine.includes(`--machine=${network.name}`)) return
  // Not systemd-nspawn, whose host would live on without it; that ends by itself after its host.
  const host = (await onlyChildOf(Number(pid))) ?? Number(pid)
  process.kill(host, 'SIGKILL')
  while (isRunning(String(host)) || isRunning(pid)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Undefined before systemd-nspawn has made it. */
export async function onlyChildOf(pid: number): Promise<number | undefined> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const [first] = children.trim().split(' ')
  return first ? Number(first) : undefined
}

/** A zombie whose parent has not looked yet is not running. */
function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** mkdir(2) tells who was first, among several runs at once. */
async function claim(): Promise<Place> {
  await mkdir(hostsFolder, { recursive: true })
  for (let number = 0; number < 4096; number++) {
    const place = placeOf(number)
    try {
      await mkdir(place.folder)
    } catch {
      continue
    }
    await writeFile(`${place.folder}/owner`, String(process.pid))
    return place
  }
  throw new Error(`no place left in ${hostsFolder}`)
}

function placeOf(number: number): Place {
  const folder = `${hostsFolder}/${number}`
  return {
    folder,
    root: `${folder}/root`,
    dockerData: `${folder}/docker`,
    network: hostNetwork(number),
  }
}
