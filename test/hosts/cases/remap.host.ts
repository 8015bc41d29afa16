import { expect, it } from 'vitest'
import { onOneRelease } from '../each-release.ts'

onOneRelease('forky', 'a remap to a user of the profile', (booted) => {
  it('maps containers to that user’s subordinate ids', async () => {
    const { host } = booted
    await host.addUser('mapper', 5001)
    await host.shell(
      'echo mapper:300000:65536 >> /etc/subuid; echo mapper:400000:65536 >> /etc/subgid',
    )
    await host.write('/etc/userns-harden/profile.yaml', 'remap: mapper')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.importBusybox()
    const maps = await host.run(
      'docker',
      'run',
      '--rm',
      'busybox',
      'cat',
      '/proc/self/uid_map',
      '/proc/self/gid_map',
    )
    expect(maps.stdout.trim().split(/\s+/)).toEqual([
      '0',
      '300000',
      '65536',
      '0',
      '400000',
      '65536',
    ])
  })

  it('leaves the restart, and with it all access, to an admin who wants that', async () => {
    const { host } = booted
    await host.addUser('alice', 5002)
    const profile = 'remap: mapper\ndocker: { restart: never }\nsocketAccess: { users: [alice] }\n'
    await host.write('/etc/userns-harden/profile.yaml', profile)
    await host.shell(
      'rm /etc/docker/daemon.json && systemctl reset-failed docker && systemctl restart docker',
    )
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    expect(applied.stdout.replace(/\s+/g, ' ')).toContain('systemctl restart docker.service')
    expect((await host.runAs('alice', 'docker', 'ps')).exitCode).not.toBe(0)

    // docker-setfacl.service has a job of its own, after Docker's.
    const restarted = await host.shell(
      'systemctl reset-failed docker.service && systemctl restart docker.service && while systemctl list-jobs --no-legend | grep -q docker; do sleep 0.1; done',
    )
    expect(restarted, restarted.stderr).toMatchObject({ exitCode: 0 })
    const allowed = await host.runAs('alice', 'docker', 'ps')
    expect(allowed, allowed.stderr).toMatchObject({ exitCode: 0 })
    const again = await host.harden('apply', '--dry-run', '--detailed-exitcode')
    expect(again, again.stdout).toMatchObject({ exitCode: 0 })
  })
})
