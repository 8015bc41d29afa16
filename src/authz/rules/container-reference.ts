import { quoted } from '../canonical/denial.ts'
import { isStartOfId } from '../facts/containers.ts'

/** Letters, digits, `_`, `.` and `-`: what a container's name or id is made of (moby daemon/names). */
export function isPlainReference(reference: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(reference)
}

/** Why it is not clear which container is meant, now and in a moment. */
export function whyUnclear(reference: string): string | undefined {
  if (!isPlainReference(reference)) {
    return `${quoted(reference)} is not the name or id of one container.`
  }
  // Twelve digits are what docker ps shows: nobody makes containers until one happens to begin with them.
  if (!isStartOfId(reference) || reference.length >= 12) return undefined
  return `${quoted(reference)} may be the beginning of other containers' ids too: give the id that "docker ps" shows.`
}

export function inUse(name: string): string {
  return `the name ${quoted(name)} is in use by another request: try again.`
}
