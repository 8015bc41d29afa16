import { afterAll, beforeAll, describe } from 'vitest'
import { Host } from './lab/host.ts'
import { allReleases, type Release } from './lab/releases.ts'

const chosen = process.env.RELEASES?.split(',') ?? allReleases

/** `npm run thorough`: whatever `npm test` leaves out in order to end in time. */
export const isThorough = process.env.THOROUGH !== undefined

type Tests = (booted: { host: Host }) => void
type Boot = (release: Release) => Promise<Host>
const fresh: Boot = (release) => Host.boot(release)

/** Runs a scenario on a fresh host of each release; its tests follow one another on that host. */
export function onEachRelease(name: string, tests: Tests, boot = fresh): void {
  onReleases(chosen, name, tests, boot)
}

/**
 * For scenarios in which releases hardly differ, or that take minutes: all of them together have to end in time.
 * Releases that are asked for have their turns: `npm test -- hosts bookworm trixie forky` is all of it.
 */
export function onOneRelease(release: Release, name: string, tests: Tests, boot = fresh): void {
  onReleases(process.env.RELEASES === undefined ? [release] : chosen, name, tests, boot)
}

function onReleases(wanted: readonly string[], name: string, tests: Tests, boot: Boot): void {
  for (const release of allReleases.filter((one: Release) => wanted.includes(one))) {
    describe(`${release}: ${name}`, () => {
      const booted = {} as { host: Host }
      beforeAll(async () => {
        booted.host = await boot(release)
      })
      afterAll(async () => {
        // Undefined where it did not boot, which has failed the tests already.
        await (booted.host as Host | undefined)?.dispose()
      })
      tests(booted)
    })
  }
}
