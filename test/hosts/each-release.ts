import { afterAll, beforeAll, describe } from 'vitest'
import { Host } from './lab/host.ts'
import { allReleases, type Release } from './lab/releases.ts'

const chosen = process.env.RELEASES?.split(',') ?? allReleases

/** `npm run thorough`: whatever `npm test` leaves out in order to end in time. */
export const isThorough = process.env.THOROUGH !== undefined

type Tests = (booted: { host: Host }) => void
type Boot = (release: Release) => Promise<Host>
/** Its name alone where its hosts need nothing but Docker and what apply would install. */
type Scenario = string | { name: string; boot: Boot }
/** As Debian is with Docker: for scenarios that are about what is installed. */
export const fresh: Boot = (release) => Host.boot(release)
/** With the packages that apply would install first, which on each host anew would take the most time of all. */
const stocked: Boot = (release) => Host.boot(release, { layer: 'stocked' })

/** Runs a scenario on a fresh host of each release; its tests follow one another on that host. */
export function onEachRelease(scenario: Scenario, tests: Tests): void {
  onReleases(chosen, scenario, tests)
}

/** For scenarios in which the one in between has what either the oldest or the newest has. */
export function onOldestAndNewest(scenario: Scenario, tests: Tests): void {
  onReleases(unlessAsked(['bookworm', 'forky']), scenario, tests)
}

/**
 * For scenarios in which releases hardly differ, or that take minutes: all of them together have to end in time.
 * Releases that are asked for have their turns: `npm test -- hosts bookworm trixie forky` is all of it.
 */
export function onOneRelease(release: Release, scenario: Scenario, tests: Tests): void {
  onReleases(unlessAsked([release]), scenario, tests)
}

function unlessAsked(releases: readonly Release[]): readonly string[] {
  return process.env.RELEASES === undefined && !isThorough ? releases : chosen
}

function onReleases(wanted: readonly string[], scenario: Scenario, tests: Tests): void {
  const { name, boot } = typeof scenario === 'string' ? { name: scenario, boot: stocked } : scenario
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
