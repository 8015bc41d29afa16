import type { FoundContainer, HostReader } from '../../host/reader.ts'
import { valueOf } from '../../plan/fact.ts'
import type { Candidate } from '../../plan/proposal.ts'

interface DeviceKind {
  glob: string
  folder: string
  /** Of the name in that folder. */
  name: RegExp
  use: string
  /** Whether it is worth naming only where a container has it by its path. */
  onlyInUse?: true
}

/**
 * Devices that are made for ordinary users. What is named opens to everybody, whatever the rights of its node are: so the render nodes
 * of a graphics card and not the others, by which a screen can be read.
 */
const kinds: readonly DeviceKind[] = [
  { glob: '/dev/fuse', folder: '/dev', name: /^fuse$/, use: 'file systems such as sshfs' },
  { glob: '/dev/kvm', folder: '/dev', name: /^kvm$/, use: 'virtual machines' },
  { glob: '/dev/dri/renderD*', folder: '/dev/dri', name: /^renderD/, use: 'graphics cards' },
  { glob: '/dev/kfd', folder: '/dev', name: /^kfd$/, use: "computing on AMD's graphics cards" },
  {
    glob: '/dev/nvidia*',
    folder: '/dev',
    name: /^nvidia/,
    use: "NVIDIA's graphics cards; --gpus does without it",
    onlyInUse: true,
  },
]

/** None is chosen: a device is denied unless somebody says otherwise. */
export async function deviceCandidates(
  host: HostReader,
  containers: readonly FoundContainer[],
): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const kind of kinds) {
    const users = containers.filter(({ devices }) => devices.some((path) => isOf(kind, path)))
    if (kind.onlyInUse && users.length === 0) continue
    if (!(await isThere(host, kind))) continue
    const inUse =
      users.length === 0 ? '' : `; in use by ${users.map(({ name }) => name).join(', ')}`
    candidates.push({ value: kind.glob, why: kind.use + inUse, isChosen: false })
  }
  return candidates
}

export async function hasNvidia(host: HostReader): Promise<boolean> {
  return (valueOf(await host.names('/dev')) ?? []).some((name) => /^nvidia\d/.test(name))
}

async function isThere(host: HostReader, { folder, name }: DeviceKind): Promise<boolean> {
  return (valueOf(await host.names(folder)) ?? []).some((one) => name.test(one))
}

/** A container may have been given the folder as a whole. */
function isOf({ folder, name }: DeviceKind, path: string): boolean {
  if (path === folder) return folder !== '/dev'
  return path.startsWith(`${folder}/`) && name.test(path.slice(folder.length + 1))
}
