import { expect, it } from 'vitest'
import { documentOf } from '../documents.ts'
import { onOneRelease } from '../each-release.ts'

onOneRelease('trixie', 'a Docker with something in it', (booted) => {
  it('is not emptied to the eye by a --yes alone', async () => {
    const { host } = booted
    await host.importBusybox()
    await host.shell(
      'docker tag busybox site/tool:1; docker commit $(docker create busybox sh) >/dev/null; docker volume create data',
    )
    const before = await host.snapshot()
    const refused = await host.harden('apply', '--yes', '--json')
    expect(refused.exitCode, refused.stdout).toBe(3)
    expect(documentOf(host, 'run', refused)).toMatchObject({ outcome: 'refused', plan: {} })
    expect(refused.stdout).toContain('data-root-not-empty')
    expect(refused.stdout).toContain('1 container, 2 images, 1 volume, 0.0 GB')
    expect(await host.snapshot()).toEqual(before)
    const stillContainers = await host.harden('apply', '--yes', '--carry-images', '--json')
    expect(stillContainers.exitCode).toBe(3)
    expect(stillContainers.stdout).toContain('1 container, 0 images, 1 volume')
  })

  it('has its images in the new data root when that is asked for', async () => {
    const { host } = booted
    const images = () =>
      host.shell("docker image ls -a --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' | sort")
    const before = await images()
    const args = ['apply', '--yes', '--carry-images', '--accept-empty-data-root']
    const applied = await host.harden(...args)
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    expect((await images()).stdout).toBe(before.stdout)
    const run = await host.run('docker', 'run', '--rm', 'site/tool:1', 'cat', '/proc/self/uid_map')
    expect(run.stdout).toMatch(/^ +0 +100000 /)
    const left = await host.shell('ls -A /var/lib/docker | grep userns')
    expect(left.stdout).toBe('')
  })

  it('has everything back after a revert, and keeps what was made meanwhile', async () => {
    const { host } = booted
    const reverted = await host.harden('revert', '--yes')
    expect(reverted, reverted.stderr).toMatchObject({ exitCode: 0 })
    const found = await host.shell(
      'docker ps -aq | wc -l; docker image ls -aq | wc -l; docker volume ls -q',
    )
    expect(found.stdout).toMatch(/^1\n\d+\ndata\n$/)
    // The ids of what is out of sight now must not become somebody else's.
    const account = await host.run('getent', 'passwd', 'dockremap')
    expect(account.exitCode).toBe(0)
  })

  it('is refused when there is no room for the images', async () => {
    const { host } = booted
    await host.shell('mkdir /run/small && mount -t tmpfs -o size=64m none /run/small')
    await host.write('/etc/docker/daemon.json', '{"data-root": "/run/small"}')
    await host.run('systemctl', 'restart', 'docker')
    await host.importBusybox()
    await host.shell('dd if=/dev/zero of=/run/small/filler bs=1M count=61')
    const refused = await host.harden('apply', '--yes', '--carry-images')
    expect(refused.exitCode, refused.stderr).toBe(3)
    expect(refused.stderr).toContain('images-not-carried')
  })
})
