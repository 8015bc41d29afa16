import { expect, it } from 'vitest'
import {
  expectHardened,
  expectNothingLeftLying,
  expectProtected,
  stateOf,
} from '../../faults/state.ts'
import { callsOf, withFault, type Call } from '../../faults/traced.ts'
import { fresh, onOneRelease } from '../each-release.ts'
import type { Host } from '../lab/host.ts'

onOneRelease('trixie', { name: 'a run that is killed', boot: fresh }, (booted) => {
  let before: string[]
  let points: Call[]

  it('has so many moments at which it can be killed', async () => {
    const { host } = booted
    await host.addUser('alice', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [alice] }')
    // The packages stay: apt is not what is killed here.
    await hardened(host)
    await host.harden('revert', '--yes')
    before = await stateOf(host)
    const { fsync } = await callsOf(host, 'apply --yes', ['fsync'])
    await expectHardened(host)
    await host.harden('revert', '--yes')
    expect(await stateOf(host)).toEqual(before)
    // Before and after each change, for each is recorded then.
    points = fsync.filter(({ path }) => path.endsWith('.jsonl') || path.endsWith('.userns-harden'))
    expect(points.length).toBeGreaterThan(30)
  })

  it(
    'leaves Docker up and nobody less protected, and the next run completes or undoes it',
    { timeout: 900_000 },
    async () => {
      const { host } = booted
      for (const [index, { number, path }] of points.entries()) {
        const at = `killed at fsync ${number} (${path})`
        const killed = await withFault(host, 'apply --yes', {
          call: 'fsync',
          number,
          fault: 'signal=SIGKILL',
        })
        expect(killed.exitCode, `${at}: ${killed.stderr}`).toBe(137)
        await expectProtected(host)
        if (index % 2 === 0) {
          const next = await host.harden('apply', '--yes')
          expect(next, at + next.stderr).toMatchObject({ exitCode: 0 })
          // But for the very last moment, at which the record has its end.
          if (number !== points.at(-1)?.number) expect(next.stderr).toContain('was cut off')
          await expectHardened(host)
        }
        const reverted = await host.harden('revert', '--yes')
        expect(reverted, at + reverted.stderr).toMatchObject({ exitCode: 0 })
        await expectNothingLeftLying(host)
        expect(await stateOf(host), at).toEqual(before)
      }
      process.stdout.write(`${host.release}: killed at ${points.length} moments\n`)
    },
  )
})

async function hardened(host: Host): Promise<void> {
  const applied = await host.harden('apply', '--yes')
  expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
}
