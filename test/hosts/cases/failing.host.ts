import { expect, it } from 'vitest'
import { failSystemctl, mendSystemctl } from '../../faults/failing-systemctl.ts'
import { expectNothingLeftLying, expectProtected, stateOf } from '../../faults/state.ts'
import { callsOf, withFault, type Call } from '../../faults/traced.ts'
import { documentOf } from '../documents.ts'
import { fresh, onOneRelease } from '../each-release.ts'
import type { Finished } from '../lab/command.ts'

const longest = 900_000
/** Folders that apply writes to, each filled up once. */
const folders = ['/etc/docker', '/etc/systemd/system', '/usr/local/sbin', '/etc/userns-harden']

onOneRelease('trixie', { name: 'a run in which something fails', boot: fresh }, (booted) => {
  let before: string[]
  let calls: Record<'rename' | 'mkdir' | 'fsync', Call[]>
  let ofSystemctl: string[]
  let cases = 0

  const expectRolledBack = async (failed: Finished, at: string) => {
    const { host } = booted
    cases += 1
    expect(failed.exitCode, `${at}: ${failed.stdout}${failed.stderr}`).toBe(4)
    expect(failed.stderr).toContain('What to do:')
    expect(failed.stderr).not.toMatch(/\n\s+at /)
    await expectProtected(host)
    await expectNothingLeftLying(host)
    expect(await stateOf(host), at).toEqual(before)
  }
  const expectUndone = async (failed: Finished, at: string) => {
    // Where not even the plan can be recorded, nothing is begun.
    if (failed.exitCode === 3) expect(failed.stderr).toContain('no-record')
    else await expectRolledBack(failed, at)
  }

  it('works as long as nothing does', async () => {
    const { host } = booted
    await host.addUser('alice', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [alice] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.harden('revert', '--yes')
    before = await stateOf(host)
    await failSystemctl(host, 0)
    calls = await callsOf(host, 'apply --yes', ['rename', 'mkdir', 'fsync'])
    ofSystemctl = await mendSystemctl(host)
    await host.harden('revert', '--yes')
    expect(ofSystemctl.length).toBeGreaterThan(8)
    expect(calls.fsync.length).toBeGreaterThan(30)
  })

  it('is rolled back when a file cannot get its name', { timeout: longest }, async () => {
    const { host } = booted
    for (const call of ['rename', 'mkdir'] as const) {
      for (const { number, path } of calls[call]) {
        const failed = await withFault(host, 'apply --yes', { call, number, fault: 'error=EIO' })
        await expectUndone(failed, `${call} ${number} (${path})`)
      }
    }
  })

  it(
    'is rolled back when the disk is full, whatever is being written',
    { timeout: longest },
    async () => {
      const { host } = booted
      const writes = calls.fsync.filter(({ path }) => isFile.test(path))
      for (const { number, path } of writes) {
        const fault = { call: 'fsync', number, fault: 'error=ENOSPC' }
        const failed = await withFault(host, 'apply --yes', fault)
        await expectUndone(failed, `fsync ${number} (${path})`)
      }
    },
  )

  it('does not begin when a file system is really full', async () => {
    const { host } = booted
    for (const folder of folders) {
      await host.shell(fillUp(folder))
      const refused = await host.harden('apply', '--yes')
      await host.shell(`umount ${folder}; systemctl daemon-reload`)
      expect(refused.exitCode, refused.stdout + refused.stderr).toBe(3)
      expect(refused.stderr).toContain('[disk-full]')
      expect(await stateOf(host), folder).toEqual(before)
    }
  })

  it('is rolled back when systemctl fails', { timeout: longest }, async () => {
    const { host } = booted
    for (const number of ofSystemctl.map((_, index) => index + 1)) {
      await failSystemctl(host, number)
      const failed = await host.harden('apply', '--yes')
      await mendSystemctl(host)
      await expectRolledBack(failed, `systemctl ${ofSystemctl[number - 1] ?? ''}`)
    }
  })

  it('says what to type when not even rolling back works, and that is enough', async () => {
    const { host } = booted
    const restart = ofSystemctl.findIndex((call) => call.startsWith('restart -- docker')) + 1
    await failSystemctl(host, restart, 99)
    const failed = await host.harden('apply', '--yes', '--json')
    await mendSystemctl(host)
    expect(failed.exitCode, failed.stdout).toBe(1)
    await expectProtected(host)
    const { problems } = (documentOf(host, 'run', failed) as Failed).failure
    const { remedies = [] } = problems.find(({ code }) => code === 'roll-back-failed') ?? {}
    for (const remedy of remedies.slice(0, -1)) await host.shell(remedy)
    expect(await stateOf(host), remedies.join('\n')).toEqual(before)
  })

  it('is counted', () => {
    process.stdout.write(`${booted.host.release}: ${cases} faults, each rolled back\n`)
    expect(cases).toBeGreaterThan(5)
  })
})

/** A file system of its own over the folder, with what was in it and not a byte more. */
function fillUp(folder: string): string {
  return `cp -a ${folder} /run/was; mount -t tmpfs -o size=1m none ${folder}; cp -a /run/was/. ${folder}
rm -r /run/was; dd if=/dev/zero of=${folder}/filler bs=4k 2>/dev/null; true`
}

/** Not the folders, which are written after each of them. */
const isFile = /\.(jsonl|userns-harden)$/

interface Failed {
  failure: { problems: { code: string; remedies: string[] }[] }
}
