import { join } from 'node:path'
import fs from 'fs-extra'
import { causeOf, Refusal } from '../../failure.ts'
import type { Host } from '../host.ts'
import { whoChanges } from '../trust.ts'
import { walk } from '../walk.ts'
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
  const weakness = await weaknessOf(top)
  if (weakness !== undefined) throw notSafe(folder, weakness)
  for (const needed of ['etc', 'usr', 'var']) {
    if (!(await fs.pathExists(join(top, needed)))) throw noImage(folder, `It has no /${needed}.`)
  }
  return imageHost(top)
}

const sticky = 0o1000

/**
 * Who could put a link in the place of a folder while files are written below it would have root write elsewhere. In a
 * folder of root's with the sticky bit, such as /tmp, only an entry's owner can (inode(7)).
 */
async function weaknessOf(top: string): Promise<string | undefined> {
  let weakness: string | undefined
  await walk('/', top, (part, status) => {
    const keepsEntries = status.uid === 0 && (status.mode & sticky) !== 0
    if (!keepsEntries) weakness ??= whoChanges(part, status)
  })
  return weakness
}

function notSafe(folder: string, weakness: string): Refusal {
  return new Refusal({
    code: 'image-not-safe',
    what: `Others than root may be able to change ${folder} while it is worked on.`,
    where: folder,
    cause: weakness,
    remedies: [
      "Have the image in a folder that is root's, as are those above it: mount it on /mnt/image",
    ],
  })
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
