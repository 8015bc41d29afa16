import type { DenialReason } from '../../policy/denial.ts'
import { unicodeEscape } from '../../policy/unicode-escape.ts'

/** Thrown wherever a request is found that must not pass; the message is what its sender reads. */
export class Denial extends Error {
  readonly reason: DenialReason

  constructor(reason: DenialReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/** The request reads in more than one way, or in none. */
export function notCanonical(message: string): Denial {
  return new Denial('canonical', message)
}

/** A name that the sender chose, made fit for one line of a terminal; `longest` in characters. */
export function quoted(name: string, longest = 60): string {
  const shown = name.length > longest ? `${name.slice(0, longest)}…` : name
  return JSON.stringify(shown).replace(/[^\x20-\x7e]/g, unicodeEscape)
}
