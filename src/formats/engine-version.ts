/** `26.1.5+dfsg1` as numbers; undefined where it does not begin like a version. */
export function versionNumbers(version: string): number[] | undefined {
  const found = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version)
  return found?.slice(1).map((part) => Number(part))
}

/** Whether a version is older than another: major, minor and patch by turns. */
export function isOlder(version: readonly number[], than: readonly number[]): boolean {
  for (const [index, part] of than.entries()) {
    const own = version[index] ?? 0
    if (own !== part) return own < part
  }
  return false
}
