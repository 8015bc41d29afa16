import { join } from 'node:path'
import fs from 'fs-extra'
import { causeOf, Refusal } from '../../failure.ts'
import type { Host } from '../host.ts'
import { imageHost } from './image-host.ts'

/**
 * The host that a folder will be booted as.
 *
 * @throws Refusal for what is no image, and for the running host itself
 */
export async function openImage(folder: string): Promise<Host> {
  const top = await fs.realpath(folder).catch((error: unknown) => {
    throw noImage(folder, causeOf(error))
  })
  const [found, own] = await Promise.all([fs.stat(top), fs.stat('/')])
  if (found.dev === own.dev && found.ino === own.ino) throw isThisHost(folder)
  for (const needed of ['etc', 'usr', 'var']) {
    if (!(await fs.pathExists(join(top, needed)))) throw noImage(folder, `It has no /${needed}.`)
  }
  return imageHost(top)
}

function noImage(folder: string, cause: string): Refusal {
  return new Refusal({
    code: 'no-image',
    what: `${folder} is no folder from which a host could be booted.`,
    where: folder,
    cause,
    remedies: ['Name the folder in which the image is mounted, or was made: --root /mnt/image'],
  })
}

function isThisHost(folder: string): Refusal {
  return new Refusal({
    code: 'root-is-this-host',
    what: `${folder} is the file system of the host that runs here.`,
    where: folder,
    remedies: ['For this host leave --root out.'],
  })
}
