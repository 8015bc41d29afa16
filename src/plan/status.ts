import type { Problem } from '../failure.ts'

/**
 * - `ok`: as it should be
 * - `drift`: another thing than the profile says, or a way around it
 * - `missing`: a part of the hardening that is not there
 * - `warn`: weaker than it could be, in a way that no profile settles
 * - `unknown`: could not be told, for the reason that is given
 */
export type AreaState = 'ok' | 'warn' | 'unknown' | 'missing' | 'drift'

/** How much of the promise rests on it. */
export type Severity = 'high' | 'medium' | 'low'

/** What a host is in one respect. */
export interface AreaStatus {
  /** Stable and in kebab-case. */
  id: string
  title: string
  severity: Severity
  /** Where others ask for the same: the CIS Docker Benchmark 1.6. */
  reference?: string
  state: AreaState
  /** Why it is not ok, each with what to do; empty where it is. */
  findings: Problem[]
  /** What makes it ok. */
  fine: string
}

/** A whole host. */
export interface Status {
  /** Of this shape, for whoever reads it as JSON. */
  version: 1
  /** The profile's file; null stands for the built-in profile. */
  profile: string | null
  /** The folder of the image that it is of; left out for the host that runs here. */
  image?: string
  areas: AreaStatus[]
}

const byWeight: readonly AreaState[] = ['ok', 'warn', 'unknown', 'missing', 'drift']

export function worst(states: readonly AreaState[]): AreaState {
  return byWeight[Math.max(0, ...states.map((state) => byWeight.indexOf(state)))] ?? 'unknown'
}
