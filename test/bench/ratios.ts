import { performance } from 'node:perf_hooks'

export interface Ratio {
  name: string
  /** Both in ms, medians of the same run. */
  ours: number
  reference: number
}

/** Times two things by turns, so that whatever else the machine does meets both alike. */
export async function compare(
  name: string,
  rounds: number,
  ours: () => Promise<unknown>,
  reference: () => Promise<unknown>,
): Promise<Ratio> {
  const times = { ours: [] as number[], reference: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.reference.push(await timed(reference))
    times.ours.push(await timed(ours))
  }
  return { name, ours: median(times.ours), reference: median(times.reference) }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** As rows of the README's table. */
export function rowOf({ name, ours, reference }: Ratio): string {
  const ratio = (ours / reference).toFixed(2)
  return `| ${name} | ${ours.toFixed(2)} ms | ${reference.toFixed(2)} ms | ${ratio} |`
}

export async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await action()
  return performance.now() - start
}
