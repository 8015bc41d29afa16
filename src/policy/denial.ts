import type { RuleName } from './settings.ts'

/**
 * Why a request was denied: by a rule of the policy, or because
 * - `canonical`: it can be read in more than one way, or not at all
 * - `unknown`: it names a route or a setting that the plugin does not know
 * - `policy`: the policy file cannot be read
 * - `internal`: the plugin failed or was too slow
 */
export type DenialReason = RuleName | 'canonical' | 'unknown' | 'policy' | 'internal'

/** What the journal keeps of a denial: no environment, no headers, no query (it holds build arguments). */
export interface DenialRecord {
  rule: DenialReason
  method: string
  /** As it was sent, without the query. */
  path: string
  /** What the user was told. */
  message: string
}

/** One line, in ASCII: nothing that a user sends can start another line or drive a terminal. */
export function formatDenial({ rule, method, path, message }: DenialRecord): string {
  return JSON.stringify({ denied: rule, method, path, message }).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The record of a journal line, or undefined of a line that is no denial. */
export function parseDenial(line: string): DenialRecord | undefined {
  let found: unknown
  try {
    found = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof found !== 'object' || found === null) return undefined
  const { denied, method, path, message } = found as Record<string, unknown>
  if (![denied, method, path, message].every((part) => typeof part === 'string')) return undefined
  return { rule: denied, method, path, message } as DenialRecord
}
