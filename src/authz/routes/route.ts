import type { Shape } from '../canonical/shape.ts'

/** One entry of Docker's own routing table. */
export interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** As moby registers it: `{name:.*}` takes slashes, `{id}` does not. */
  path: string
  body: BodyUse
}

/** What becomes of a request's body. */
export type BodyUse =
  /** Decoded. */
  | { kind: 'json'; shape: Shape; required: boolean }
  /** Taken as it comes and never shown: archives, credentials, streams. */
  | { kind: 'upload' }
  /** Not read, and no form value in it changes what a rule goes by. */
  | { kind: 'ignored' }
  /** Not read, but its form values would replace the query, which says what is done to what. */
  | { kind: 'none' }
  /** The older way to give a container its settings: must not be there. */
  | { kind: 'start' }
