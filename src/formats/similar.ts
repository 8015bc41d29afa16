/** As many slips make another word of it: one in three letters, and never more than three. */
function mostSlips(length: number): number {
  return Math.min(3, Math.ceil(length / 3))
}

/** The candidate that a mistyped name most likely means: `socketAcces` is socketAccess. */
export function mostSimilar(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, slips: slipsBetween(plain(name), plain(candidate)) }))
    .filter(({ slips }) => slips <= mostSlips(name.length))
    .sort((one, other) => one.slips - other.slips)
  return ranked[0]?.candidate
}

/** Upper case, hyphens and underscores are a matter of taste: `socket_access`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '')
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment distance). */
function slipsBetween(one: string, other: string): number {
  const table = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => table[row]?.[column] ?? Infinity
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    table.push(current)
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      )
    }
  }
  return at(one.length, other.length)
}
