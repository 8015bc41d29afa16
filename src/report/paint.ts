import { Chalk, type ChalkInstance } from 'chalk'

interface Surroundings {
  isTerminal: boolean
  /** False for `--no-color`. */
  wanted: boolean
  environment: Readonly<Record<string, string | undefined>>
}

/**
 * Colours for one stream: on a terminal that can show them, unless they are not wanted
 * (https://no-color.org, TERM=dumb); FORCE_COLOR has them also in a pipe.
 */
export function paintFor({ isTerminal, wanted, environment }: Surroundings): ChalkInstance {
  const { NO_COLOR, TERM, FORCE_COLOR } = environment
  const refused = !wanted || (NO_COLOR !== undefined && NO_COLOR !== '')
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0'
  const shown = !refused && (forced || (isTerminal && TERM !== 'dumb'))
  return new Chalk({ level: shown ? 1 : 0 })
}
