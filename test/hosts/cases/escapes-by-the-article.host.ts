import { describe, expect, it } from 'vitest'
import { followArticle } from '../../escapes/article.ts'
import { everyWay } from '../../escapes/index.ts'
import { attempt, setScene } from '../../escapes/scene.ts'
import { isThorough, onEachRelease } from '../each-release.ts'

/** Of each way, on how many releases it got through the article's set-up. */
const throughThere = new Map(everyWay.map(({ name }) => [name, 0]))
const releases = new Set<string>()

onEachRelease('the article’s set-up', (booted) => {
  it('lets mallory use Docker', async () => {
    const { host } = booted
    releases.add(host.release)
    await host.addUser('mallory', 5001)
    await followArticle(host, 'u:mallory:rw')
    await setScene(host)
    const ran = await host.runAs('mallory', 'docker', 'run', '--rm', '--userns=host', 'busybox')
    expect(ran.stderr).toContain('userns=host is not allowed')
  })

  it('does not stop these', { timeout: 900_000 }, async () => {
    const stopped: string[] = []
    // What got through on one release has shown that it is a way: others are for those that did not.
    const tried = everyWay.filter(({ name }) => isThorough || throughThere.get(name) === 0)
    for (const way of tried) {
      const { through } = await attempt(booted.host, way)
      if (through) throughThere.set(way.name, (throughThere.get(way.name) ?? 0) + 1)
      else stopped.push(way.name)
    }
    const count = tried.length - stopped.length
    process.stdout.write(
      `${booted.host.release}, by the article: ${count} of ${tried.length} get through, not: ${stopped.join('; ')}\n`,
    )
    if (tried.length === everyWay.length) expect(count).toBeGreaterThan(everyWay.length / 2)
  })
})

describe.skipIf(process.env.RELEASES !== undefined)('every way', () => {
  it('gets through the article’s set-up somewhere: else it would prove nothing', () => {
    const never = [...throughThere].filter(([, times]) => times === 0).map(([name]) => name)
    expect(releases.size).toBe(3)
    expect(never).toEqual([])
  })
})
