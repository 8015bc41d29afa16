import { expect, test } from 'vitest'
import { fuzz, hasGo } from './run.ts'

test.skipIf(!hasGo)(
  'what the plugin allows, Go reads as harmless',
  { timeout: 120_000 },
  async () => {
    const { escaped, allowed, harms } = await fuzz(20_000, 1)
    expect(escaped).toEqual([])
    expect(allowed).toBeGreaterThan(500)
    expect([...harms.keys()].sort()).toEqual([
      'annotations',
      'binds',
      'cgroupParent',
      'deviceRules',
      'devices',
      'hostNamespaces',
      'logDrivers',
      'privileged',
      'runtimes',
      'securityOptions',
      'usernsHost',
      'volumeOptions',
    ])
  },
)
