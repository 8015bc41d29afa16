import type { RuleName } from './settings.ts'

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

/** Who was connected to Docker. */
export interface Caller {
  /** Of the account that opened the connection. */
  uid: number
  /** As the host's directory services call it, where they answered. */
  user?: string
  /** The program that has the connection: users may call theirs what they like. */
  command?: string
}

/** Whose request it was: that of the only one who was connected, or of one among several. */
export interface Callers {
  caller?: Caller
  candidates?: Caller[]
  /** How many more could have been it of whom nothing is known, such as one in a container. */
  unseen?: number
}

export interface DenialRecord extends RequestRecord, Callers {
  rule: DenialReason
  /** What the user was told. */
  message: string
}

/** As the journal has it. */
export interface TimedDenial extends DenialRecord {
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
  return JSON.stringify(record).replace(
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
  const { denied, ...rest } = found as Record<string, unknown>
  const needed = [denied, rest.method, rest.path, rest.message]
  if (!needed.every((part) => typeof part === 'string')) return undefined
  return { rule: denied, ...rest } as DenialRecord
}
