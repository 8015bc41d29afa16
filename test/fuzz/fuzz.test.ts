import { expect, test } from 'vitest'
import { hasGo } from './oracle.ts'
import { fuzz } from './run.ts'

test.skipIf(!hasGo)(
  'what the plugin allows, Go reads as harmless',
  { timeout: 120_000 },
  async () => {
    const { escaped, allowed, harms } = await fuzz(20_000, 1)
    expect(escaped).toEqual([])
    expect(allowed).toBeGreaterThan(1_500)
    // A harm that is never asked for proves nothing.
    expect(rulesByRoute([...harms.keys()])).toEqual({
      archive: 'copy outsideRemap',
      build: 'cgroupParent hostNamespaces outsideRemap remoteSources',
      checkpoints: 'checkpoints',
      commit: 'outsideRemap',
      copy: 'copy outsideRemap',
      create:
        `annotations binds cgroupParent deviceRequests deviceRules devices givenNames hostNamespaces
        logDrivers outsideRemap privileged runtimes securityOptions usernsHost volumeOptions volumesFrom`
          .split(/\s+/)
          .join(' '),
      exec: 'outsideRemap privileged',
      images: 'remoteSources',
      networks: 'networkDrivers subnets',
      plugins: 'enginePlugins',
      rename: 'givenNames outsideRemap',
      restart: 'outsideRemap startedBinds',
      start: 'checkpoints hostConfig outsideRemap startedBinds',
      swarm: 'swarm',
      update: 'cgroupParent deviceRules devices outsideRemap',
      use: 'outsideRemap',
      volumes: 'volumeOptions',
    })
  },
)

function rulesByRoute(kinds: string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const kind of kinds.sort()) {
    const [route = '', rule = ''] = kind.split(':')
    found[route] = route in found ? `${found[route]!} ${rule}` : rule
  }
  return found
}
