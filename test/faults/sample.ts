import type { Release } from '../hosts/lab/releases.ts'

const everyNth: Record<Release, number> = { bookworm: 16, trixie: 8, forky: 16 }

/** `npm run faults` tries all; `npm test`, which has to end in time, every so manieth on each release. */
export function sampleOf<T>(all: readonly T[], release: Release): T[] {
  if (process.env.FAULTS === 'all') return [...all]
  return all.filter((_, index) => index % everyNth[release] === 0)
}
