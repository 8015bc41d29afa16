import { expect, it } from 'vitest'
import { fresh, onOneRelease } from '../each-release.ts'

onOneRelease('forky', 'a host on which something else is going on', (booted) => {
  it('finishes a run that was killed before Docker’s restart', async () => {
    const { host } = booted
    const first = await host.harden('apply', '--yes')
    expect(first, first.stderr).toMatchObject({ exitCode: 0 })
    // As such a run leaves it: all is written, and Docker still runs as before.
    await host.shell(
      'cp /etc/docker/daemon.json /root/ && rm /etc/docker/daemon.json && systemctl restart docker && cp /root/daemon.json /etc/docker/',
    )
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const info = await host.run('docker', 'info', '--format', '{{.SecurityOptions}}')
    expect(info.stdout).toContain('name=userns')
  })

  it('restarts the plugin and not Docker when a newer one is installed', async () => {
    const { host } = booted
    const ids = async () =>
      (
        await host.run(
          'systemctl',
          'show',
          '-P',
          'InvocationID',
          'docker.service',
          'denyusernshost.service',
        )
      ).stdout
        .split('\n')
        .filter((line) => line !== '')
    await host.shell('echo "// older" >> /usr/local/sbin/denyusernshost')
    const [dockerBefore, pluginBefore] = await ids()
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const [dockerAfter, pluginAfter] = await ids()
    expect(dockerAfter).toBe(dockerBefore)
    expect(pluginAfter).not.toBe(pluginBefore)
  })

  it('is rolled back with the journal’s words when a Docker that had failed before does not come up', async () => {
    const { host } = booted
    await host.write('/etc/docker/daemon.json', '{"bip": "not an address"}')
    // systemd gives up after the third try within a minute.
    await host.shell(
      'systemctl reset-failed docker.service; systemctl restart docker.service; until systemctl is-failed -q docker.service; do sleep 0.2; done',
    )
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stdout).toMatchObject({ exitCode: 4 })
    expect(applied.stderr).toContain('not an address')
    expect(applied.stderr).toContain('What to do:')
    expect(applied.stderr).not.toMatch(/\n\s+at /)
  })
})

// Docker waits half a minute for a plugin that is down, at each question.
onOneRelease(
  'trixie',
  { name: 'a host on which something is in the way', boot: fresh },
  (booted) => {
    it('waits while another package manager holds the lock, and says so', async () => {
      const { host } = booted
      const slow = 'apt-get install -y --reinstall -o DPkg::Pre-Invoke::="sleep 8" netbase'
      await host.shell(
        `apt-get update; systemd-run --quiet ${slow}; until pgrep -x sleep; do sleep 0.1; done`,
      )
      const applied = await host.harden('apply', '--yes')
      expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
      expect(applied.stderr).toMatch(/waiting for another package manager: apt-get \(pid \d+\)/)
    })

    it('brings back a plugin that used up its start limit, and Docker with it, without a restart of Docker', async () => {
      const { host } = booted
      const invocation = async () =>
        (await host.run('systemctl', 'show', '-P', 'InvocationID', 'docker.service')).stdout
      const before = await invocation()
      await host.shell(
        'mv /usr/local/sbin/denyusernshost /root/; systemctl restart denyusernshost.service; for n in $(seq 100); do systemctl is-failed -q denyusernshost.service && break; sleep 0.2; done',
      )
      // Docker goes on asking for half a minute before it says so.
      const dead = await host.run('timeout', '3', 'docker', 'ps')
      expect(dead.exitCode).not.toBe(0)
      const applied = await host.harden('apply', '--yes')
      expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
      const alive = await host.run('docker', 'ps')
      expect(alive, alive.stderr).toMatchObject({ exitCode: 0 })
      expect(await invocation()).toBe(before)
    })
  },
)
