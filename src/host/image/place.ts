import { join } from 'node:path'
import { walk } from '../walk.ts'

/** File systems of a host that runs: what an image has below these is covered as soon as it boots. */
const ofRunningHosts = /^\/(dev|proc|run|sys)(\/|$)/

/**
 * Where on this machine a path of an image is. Links are followed inside of the image: one to `/etc/passwd` is not this
 * machine's.
 *
 * @throws Error for what no image has, and where links lead nowhere
 */
export async function placeIn(top: string, path: string): Promise<string> {
  const walked = await walk(top, path)
  if (ofRunningHosts.test(walked.path)) {
    throw new Error(`only a host that runs has ${path}`)
  }
  return join(top, walked.path)
}

/** A path of this machine as it is named in the image. */
export function namedIn(top: string, place: string): string {
  return place.slice(top.length) || '/'
}
