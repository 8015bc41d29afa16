/** Ids from the first to the last, both included. */
export interface IdRange {
  first: number
  last: number
}

/** As many as a container needs for the ids that images use: nobody is 65534. */
export const fullRange = 65536
/** Docker's and useradd's first (moby usergroup/add_linux.go; login.defs(5), SUB_UID_MIN). */
const firstSubordinate = 100_000
/** The highest that all tools take: some read ids as signed numbers of 32 bits. */
const highest = 2 ** 31 - 1

export function overlaps(one: IdRange, other: IdRange): boolean {
  return one.first <= other.last && other.first <= one.last
}

export function rangeText({ first, last }: IdRange): string {
  return `${first}-${last}`
}

/** The lowest range of 65536 ids that none of these touch; undefined where there is no room. */
export function freeRange(taken: readonly IdRange[]): IdRange | undefined {
  const sorted = [...taken].sort((one, other) => one.first - other.first)
  let first = firstSubordinate
  for (const range of sorted) {
    if (overlaps(range, { first, last: first + fullRange - 1 })) first = range.last + 1
  }
  const last = first + fullRange - 1
  return last <= highest ? { first, last } : undefined
}
