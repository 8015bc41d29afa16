/**
 * What is known of a host. "Cannot tell" is never read as "no": a step that must decide on an
 * unknown fact refuses instead.
 */
export type Fact<T> =
  | { readonly state: 'present'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string }

export const absent = { state: 'absent' } as const

export function present<T>(value: T): { readonly state: 'present'; readonly value: T } {
  return { state: 'present', value }
}

export function unknown(reason: string): { readonly state: 'unknown'; readonly reason: string } {
  return { state: 'unknown', reason }
}

/** The value of a present fact, undefined of any other. */
export function valueOf<T>(fact: Fact<T>): T | undefined {
  return fact.state === 'present' ? fact.value : undefined
}
