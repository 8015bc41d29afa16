const everyNth = 8

/** `npm run faults` tries all; `npm test`, which has to end in time, one in eight. */
export function sampleOf<T>(all: readonly T[]): T[] {
  if (process.env.FAULTS === 'all') return [...all]
  return all.filter((_, index) => index % everyNth === 0)
}
