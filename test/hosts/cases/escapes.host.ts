import { describe, expect, it } from 'vitest'
import { everyWay } from '../../escapes/index.ts'
import { attempt, setScene } from '../../escapes/scene.ts'
import { onOldestAndNewest } from '../each-release.ts'

onOldestAndNewest('a hardened host', (booted) => {
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

  describe.each(everyWay)('stops $kind: $name', (way) => {
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
