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
