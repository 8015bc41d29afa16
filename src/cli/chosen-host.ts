import type { Host } from '../host/host.ts'
import { readOnly } from '../host/read-only.ts'
import { realHost } from '../host/real.ts'
import type { HostReader } from '../host/reader.ts'
import { readProfile, type FoundProfile } from '../profile/read.ts'
import { refuseUnlessRoot } from './refusals.ts'

export interface HostChoice {
  /** An image's folder on this machine. */
  root?: string
}

/**
 * The host that a command is about: this one, or the one that will be booted from an image.
 *
 * @param command what was typed, without sudo
 * @throws Refusal where the folder holds no image
 */
export async function chosenHost(command: string, { root }: HostChoice): Promise<Host> {
  if (root === undefined) return realHost
  // To run an image's own programs in it.
  refuseUnlessRoot(`${command} --root ${root}`)
  const { openImage } = await import('../host/image/open-image.ts')
  return await openImage(root)
}

/**
 * By which profile: that host's own, or the one that is named, which is a file of this machine also where the host is
 * an image.
 */
export async function profileFor(
  host: HostReader,
  named: string | undefined,
): Promise<FoundProfile> {
  return await readProfile(named === undefined ? host : readOnly(realHost), named)
}
