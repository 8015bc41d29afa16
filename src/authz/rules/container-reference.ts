import { quoted } from '../canonical/denial.ts'
import { isStartOfId } from '../facts/containers.ts'
import type { HostFacts } from '../facts/facts.ts'
import type { Answer } from './rule.ts'

/** Letters, digits, `_`, `.` and `-`: what a container's name or id is made of (moby daemon/names). */
export function whyNoReference(reference: string): string | undefined {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(reference)) return undefined
  return `${quoted(reference)} is not the name or id of one container.`
}

/** Why it is not clear which container is meant, now and in a moment. */
export function whyUnclear(reference: string): string | undefined {
  const none = whyNoReference(reference)
  if (none !== undefined) return none
  // Twelve digits are what docker ps shows: nobody makes containers until one happens to begin with them.
  if (!isStartOfId(reference) || reference.length >= 12) return undefined
  return `${quoted(reference)} may be the beginning of other containers' ids too: give the id that "docker ps" shows.`
}

/** First the name is held, then looked up: nobody can be given it in between. */
export async function whileHeld(
  reference: string,
  signature: string,
  { facts, denied }: { facts: HostFacts; denied: AbortSignal },
  whyNot: () => Promise<Answer>,
): Promise<Answer> {
  const isHeld = await facts.claims.hold(reference, 'lookup', signature, denied)
  return isHeld ? whyNot() : inUse(reference)
}

export function inUse(name: string): string {
  return `the name ${quoted(name)} is in use by another request: try again.`
}
