import { expect, it } from 'vitest'
import { fresh, onEachRelease } from '../each-release.ts'

const profile = `
socketAccess:
  groups: [domain users]
`

/** The main job: what the article promises, on a host that never saw us, with nothing but the packed tarball. */
onEachRelease({ name: 'a fresh host', boot: fresh }, (booted) => {
  it('is hardened in one run of npx, and says what a user may do now', async () => {
    const { host } = booted
    await host.addGroup('domain users', 70001)
    await host.addUser('alice', 5001, { groups: ['domain users'] })
    await host.addUser('mallory', 5002)
    await host.write('/etc/userns-harden/profile.yaml', profile)

    // As a host on which nobody has asked apt for anything yet.
    await host.shell('rm -rf /var/lib/apt/lists/* && apt-get clean')

    const before = await host.snapshot()
    const pending = await host.npx('apply', '--dry-run', '--detailed-exitcode')
    expect(pending, pending.stderr).toMatchObject({ exitCode: 2 })
    expect(pending.stdout).toContain('+  "userns-remap": "default"')
    expect(await host.snapshot()).toEqual(before)

    const applied = await host.npx('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.importBusybox()
  })

  it('shows the article’s last screen, word for word, to a user who has only the ACL', async () => {
    const { host } = booted
    const denied = await host.runAs(
      'alice',
      'docker',
      'run',
      '--rm',
      '--userns=host',
      'busybox',
      'true',
    )
    expect(denied.exitCode).not.toBe(0)
    expect(denied.stderr).toContain(
      'authorization denied by plugin denyusernshost: userns=host is not allowed.',
    )
  })

  it('runs containers under the remap', async () => {
    const { host } = booted
    const ran = await host.runAs(
      'alice',
      'docker',
      'run',
      '--rm',
      'busybox',
      'cat',
      '/proc/self/uid_map',
    )
    expect(ran, ran.stderr).toMatchObject({ exitCode: 0 })
    const [inside, outside, count] = ran.stdout.trim().split(/\s+/).map(Number)
    expect(inside).toBe(0)
    expect(outside).toBeGreaterThanOrEqual(100_000)
    expect(count).toBe(65_536)
  })

  it('lets nobody else on the socket', async () => {
    const refused = await booted.host.runAs('mallory', 'docker', 'ps')
    expect(refused.exitCode).not.toBe(0)
    expect(refused.stderr).toContain('permission denied')
  })

  it('has nothing to do a second time, and touches nothing', async () => {
    const { host } = booted
    const container = await host.runAs('alice', 'docker', 'run', '-d', 'busybox', 'sleep', '1000')
    const before = await host.snapshot()
    const again = await host.harden('apply', '--yes')
    expect(again, again.stderr).toMatchObject({ exitCode: 0 })
    expect(again.stdout).toContain('Nothing to do')
    expect(await host.snapshot()).toEqual(before)
    const running = await host.run('docker', 'ps', '-q', '--no-trunc')
    expect(running.stdout.trim()).toBe(container.stdout.trim())
    const dry = await host.harden('apply', '--dry-run', '--detailed-exitcode')
    expect(dry, dry.stdout).toMatchObject({ exitCode: 0 })
    expect(await host.snapshot()).toEqual(before)
  })

  it('logs each denial as one line that a program can read', async () => {
    const { host } = booted
    const { stdout } = await host.run(
      'journalctl',
      '-u',
      'denyusernshost',
      '-o',
      'json',
      '--output-fields=MESSAGE,PRIORITY',
      '-n',
      '1',
    )
    const entry = JSON.parse(stdout) as { MESSAGE: string; PRIORITY: string }
    expect(entry.PRIORITY).toBe('4')
    expect(JSON.parse(entry.MESSAGE)).toMatchObject({ denied: 'usernsHost', method: 'POST' })
  })

  it('is still as it was after a reboot', async () => {
    const { host } = booted
    await host.reboot()
    const dry = await host.harden('apply', '--dry-run', '--detailed-exitcode')
    expect(dry, dry.stdout).toMatchObject({ exitCode: 0 })
    const ran = await host.runAs('alice', 'docker', 'run', '--rm', 'busybox', 'true')
    expect(ran, ran.stderr).toMatchObject({ exitCode: 0 })
  })
})
