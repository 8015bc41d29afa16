import { fullRange, type IdRange } from './id-range.ts'

/** A line of /etc/subuid or /etc/subgid. */
export interface SubordinateRange {
  /** By name or by uid. */
  account: string
  /** The first id of the range. */
  start: number
  count: number
}

/** The ranges in the file's order; comments and lines that are none are left out (subuid(5)). */
export function parseSubordinateIds(text: string): SubordinateRange[] {
  return text.split('\n').flatMap((line) => {
    const [, account, start, count] = /^([^#:][^:]*):(\d+):(\d+)$/.exec(line.trim()) ?? []
    return account === undefined ? [] : [{ account, start: Number(start), count: Number(count) }]
  })
}

/** An account's first range: it holds the id of a container's root (moby pkg/idtools). */
export function firstRange(text: string, account: string): SubordinateRange | undefined {
  return parseSubordinateIds(text).find((range) => range.account === account)
}

/** The ids of a line. */
export function idsOf({ start, count }: SubordinateRange): IdRange {
  return { first: start, last: start + count - 1 }
}

/**
 * The range that Docker gives its user dockremap where it makes it (moby usergroup/add_linux.go, findNextRangeStart,
 * pkg/idtools before 28): it steps over the ranges of others. From 28 on it sees root's alone.
 */
export function dockersNextRange(all: readonly SubordinateRange[], dockerVersion: string): IdRange {
  const isBlind = Number(dockerVersion.split('.')[0]) >= 28
  const seen = isBlind ? all.filter(({ account }) => ['root', '0'].includes(account)) : [...all]
  let start = 100_000
  for (const range of seen.sort((one, other) => one.start - other.start)) {
    const end = range.start + range.count
    const high = start + fullRange
    // Ends are taken for included there, so that it also steps over a range that only touches.
    const touches = (start >= range.start && start <= end) || (high <= end && high >= range.start)
    if (touches) start = end
  }
  return { first: start, last: start + fullRange - 1 }
}
