import { attributionIn, type Attribution } from './attribution.ts'
import type { RuleName } from './settings.ts'
import { unicodeEscape } from './unicode-escape.ts'

/**
 * Why a request was denied: by a rule of the policy, or because
 * - `canonical`: it can be read in more than one way, or not at all
 * - `unknown`: it names a route or a setting that the plugin does not know
 * - `policy`: the policy file cannot be read
 * - `internal`: the plugin failed or was too slow
 */
export type DenialReason = RuleName | 'canonical' | 'unknown' | 'policy' | 'internal'

/** What the journal keeps of a request: no environment, no headers, no query (it holds build arguments). */
export interface RequestRecord {
  method: string
  /** As it was sent, without the query. */
  path: string
  /** As the request names it, where it was understood that far. */
  container?: string
  image?: string
}

export interface DenialRecord extends RequestRecord, Attribution {
  rule: DenialReason
  /** What the user was told. */
  message: string
}

/** As it is found in the journal, which may have been written by another version of the plugin, or by an admin's own. */
export interface FoundDenial extends Omit<DenialRecord, 'rule'> {
  /** A `DenialReason`, or one that only that plugin knows. */
  rule: string
}

export interface TimedDenial extends FoundDenial {
  /** When, by ISO 8601. */
  time: string
}

export function formatDenial({ rule, message, ...request }: DenialRecord): string {
  return asciiLine({ denied: rule, ...request, message })
}

export function formatAllowed(request: RequestRecord): string {
  return asciiLine({ allowed: true, ...request })
}

/** One line, in ASCII: nothing that a user sends can start another line or drive a terminal. */
function asciiLine(record: object): string {
  return JSON.stringify(record).replace(/[^\x20-\x7e]/g, unicodeEscape)
}

/** The record of a journal line, and nothing that it may hold besides; undefined of a line that is no denial. */
export function parseDenial(text: string): FoundDenial | undefined {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof found !== 'object' || found === null) return undefined
  const line = found as Record<string, unknown>
  const { denied, method, path, message, container, image } = line
  if (!isText(denied) || !isText(method) || !isText(path) || !isText(message)) return undefined
  return {
    rule: denied,
    method,
    path,
    ...(isText(container) && { container }),
    ...(isText(image) && { image }),
    ...attributionIn(line),
    message,
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
