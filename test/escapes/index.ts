import { engineWays } from './engine.ts'
import { mountWays } from './mounts.ts'
import { networkWays } from './networks.ts'
import { spellingWays } from './spellings.ts'
import { usernsWays } from './userns.ts'

/** Every way that is tried, on the article's set-up and on ours. */
export const everyWay = [
  ...usernsWays,
  ...mountWays,
  ...engineWays,
  ...spellingWays,
  ...networkWays,
]
