import { describe, expect, it } from 'vitest'
import { followArticle } from '../../escapes/article.ts'
import { engineWays } from '../../escapes/engine.ts'
import { mountWays } from '../../escapes/mounts.ts'
import { networkWays } from '../../escapes/networks.ts'
import { attempt, setScene } from '../../escapes/scene.ts'
import { spellingWays } from '../../escapes/spellings.ts'
import { usernsWays } from '../../escapes/userns.ts'
import { onEachRelease } from '../each-release.ts'

const ways = [...usernsWays, ...mountWays, ...engineWays, ...spellingWays, ...networkWays]

/** Of each way, on how many releases it got through the article's set-up. */
const throughThere = new Map(ways.map(({ name }) => [name, 0]))
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
    for (const way of ways) {
      const { through } = await attempt(booted.host, way)
      if (through) throughThere.set(way.name, (throughThere.get(way.name) ?? 0) + 1)
      else stopped.push(way.name)
    }
    const count = ways.length - stopped.length
    process.stdout.write(
      `${booted.host.release}, by the article: ${count} of ${ways.length} get through, not: ${stopped.join('; ')}\n`,
    )
    expect(count).toBeGreaterThan(ways.length / 2)
  })
})

onEachRelease('a hardened host', (booted) => {
  it('lets mallory use Docker', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [mallory] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await setScene(host)
    const ran = await host.runAs('mallory', 'docker', 'run', '--rm', 'busybox', 'true')
    expect(ran, ran.stderr).toMatchObject({ exitCode: 0 })
  })

  describe.each(ways)('stops $kind: $name', (way) => {
    it('whatever is answered', async () => {
      const { through, said } = await attempt(booted.host, way)
      expect(through, said).toBe(false)
    })
  })

  it('and goes on working for her', async () => {
    const ran = await booted.host.runAs('mallory', 'docker', 'run', '--rm', 'busybox', 'true')
    expect(ran, ran.stderr).toMatchObject({ exitCode: 0 })
  })
})

describe.skipIf(process.env.RELEASES !== undefined)('every way', () => {
  it('gets through the article’s set-up somewhere: else it would prove nothing', () => {
    const never = [...throughThere].filter(([, times]) => times === 0).map(([name]) => name)
    expect(releases.size).toBe(3)
    expect(never).toEqual([])
  })
})
