import { afterAll, beforeAll, describe } from 'vitest'
import { Host } from './lab/host.ts'
import { allReleases, type Release } from './lab/releases.ts'

const chosen = process.env.RELEASES?.split(',') ?? allReleases

/** Runs a scenario on a fresh host of each release; its tests follow one another on that host. */
export function onEachRelease(name: string, tests: (booted: { host: Host }) => void): void {
  for (const release of allReleases.filter((one: Release) => chosen.includes(one))) {
    describe(`${release}: ${name}`, () => {
      const booted = {} as { host: Host }
      beforeAll(async () => {
        booted.host = await Host.boot(release)
      })
      afterAll(async () => {
        // Undefined where it did not boot, which has failed the tests already.
        await (booted.host as Host | undefined)?.dispose()
      })
      tests(booted)
    })
  }
}
