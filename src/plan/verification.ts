/** A request that would lead out of the remap if it were let through. It names nothing that exists, so that nothing comes of it. */
export interface ApiRequest {
  method: 'POST' | 'GET'
  /** The request target as it is sent. */
  target: string
  /** JSON as it is sent; left out where there is none. */
  body?: string
}

/**
 * - `held`: the plugin denied it
 * - `through`: Docker looked into it
 * - `allowed`: not tried, since the profile's policy allows it
 * - `unknown`: no answer
 */
export type AttemptState = 'held' | 'through' | 'allowed' | 'unknown'

export interface AttemptResult {
  /** Stable; where a rule of the policy stops it, the rule's name. */
  id: string
  title: string
  state: AttemptState
  /** What Docker said, where it was not the plugin's denial. */
  answer?: string
}

export interface Verification {
  /** Of this shape, for whoever reads it as JSON. */
  version: 1
  /** With whose rights it was tried. */
  as: string
  /** False where that user may not use the socket at all. */
  hasAccess: boolean
  attempts: AttemptResult[]
}

export function gotThrough({ attempts }: Pick<Verification, 'attempts'>): AttemptResult[] {
  return attempts.filter(({ state }) => state === 'through')
}
