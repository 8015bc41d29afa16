import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: process.cwd(),
    include: ['test/hosts/cases/*.host.ts'],
    // A host's tests follow one another; what follows a failure would only repeat it.
    bail: 0,
    pool: 'forks',
    poolOptions: { forks: { minForks: 1, maxForks: 3 } },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
  },
})
