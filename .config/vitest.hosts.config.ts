import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longest-first.ts'

export default defineConfig({
  test: {
    root: process.cwd(),
    include: ['test/hosts/cases/*.host.ts'],
    // Every fault at every change takes longer than all the rest: `npm run thorough` has them.
    exclude:
      process.env.THOROUGH === undefined ? ['test/hosts/cases/{failing,cut-off}.host.ts'] : [],
    sequence: { sequencer: LongestFirst },
    // Two at once: more of them on two cores only wait for one another.
    pool: 'forks',
    poolOptions: { forks: { minForks: 1, maxForks: 2 } },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
  },
})
