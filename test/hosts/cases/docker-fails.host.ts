import { expect, it } from 'vitest'
import { stateOf } from '../../faults/state.ts'
import { documentOf } from '../documents.ts'
import { onOneRelease } from '../each-release.ts'
import type { Host } from '../lab/host.ts'

interface Document {
  failure: { problems: { code: string; cause?: string; remedies: string[] }[] }
}

async function failedApply(host: Host) {
  const failed = await host.harden('apply', '--yes', '--json')
  expect(failed.exitCode, failed.stdout).toBe(4)
  // Up when apply ends, and not some time later.
  const docker = await host.shell('timeout 1 docker info')
  expect(docker, docker.stderr).toMatchObject({ exitCode: 0 })
  return (documentOf(host, 'run', failed) as Document).failure.problems
}

onOneRelease('trixie', 'a Docker that does not come up', (booted) => {
  it('with the remap is as it was before, and its journal is shown', async () => {
    const { host } = booted
    // Both packages, so that what apt leaves is there before.
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [nobody] }')
    await host.harden('apply', '--yes')
    await host.harden('revert', '--yes')
    await host.shell(
      'rm -rf /var/lib/docker/100000.100000; mkdir /var/lib/docker/100000.100000; mount -t tmpfs -o ro none /var/lib/docker/100000.100000',
    )
    const before = await stateOf(host)
    const problems = await failedApply(host)
    expect(problems).toMatchObject([{ code: 'unit-failed' }])
    expect(problems[0]?.cause).toMatch(/dockerd\[\d+\]: .*100000\.100000/)
    expect(await stateOf(host)).toEqual(before)
    await host.shell('umount /var/lib/docker/100000.100000')
  })

  it.each([
    ['bip', '{"debug": true, "bip": "10.0.0.300/24"}'],
    ['storage-driver', '{"storage-driver": "nosuch", "debug": true}'],
  ])('because of %s, which nobody has tried before, runs without it', async (key, text) => {
    const { host } = booted
    await host.write('/etc/docker/daemon.json', text)
    const problems = await failedApply(host)
    expect(await host.read('/etc/docker/daemon.json')).toBe(text)
    const rescued = problems.find(({ code }) => code === 'docker-rescued')
    expect(rescued?.remedies[0]).toContain(`"${key}"`)
    const debug = await host.run('docker', 'info', '--format', '{{.Debug}} {{.SecurityOptions}}')
    expect(debug.stdout).toMatch(/^true /)
    expect(debug.stdout).not.toContain('name=userns')

    const again = await host.harden('apply', '--yes')
    expect(again.exitCode, again.stderr).toBe(3)
    expect(again.stderr).toContain('[docker-rescued]')

    await host.write('/etc/docker/daemon.json', '{"debug": true}')
    await host.shell(rescued?.remedies[1]?.replace('Then: ', '') ?? 'false')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const reverted = await host.harden('revert', '--yes', '--json')
    expect(reverted, reverted.stdout).toMatchObject({ exitCode: 0, stderr: '' })
    expect(documentOf(host, 'run', reverted)).toMatchObject({ outcome: 'reverted' })
    expect(await host.read('/etc/docker/daemon.json')).toBe('{"debug": true}')
  })
})
