import { expect, it } from 'vitest'
import { documentOf } from '../documents.ts'
import { onOneRelease } from '../each-release.ts'
import type { Host } from '../lab/host.ts'

const started = async (host: Host) =>
  (await host.run('systemctl', 'show', '-P', 'InvocationID', 'docker.service')).stdout

/** Applies, and returns what was changed, as paths and units; Docker goes on running. */
async function mended(host: Host): Promise<string[]> {
  const before = await started(host)
  const applied = await host.harden('apply', '--yes', '--json')
  expect(applied, applied.stdout).toMatchObject({ exitCode: 0 })
  expect(await started(host)).toBe(before)
  const { plan } = documentOf(host, 'run', applied) as Document
  return plan.steps.flatMap(({ changes }) =>
    changes.map(({ path, unit, kind }) => path ?? unit ?? kind),
  )
}

onOneRelease('trixie', 'a hardened host that was changed since', (booted) => {
  it('is mended where a Node has moved, and nowhere else', async () => {
    const { host } = booted
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [nobody] }')
    const first = await host.harden('apply', '--yes')
    expect(first, first.stderr).toMatchObject({ exitCode: 0 })
    // It still runs for a moment after what apply tried, and would be restarted too.
    await host.run('systemctl', 'stop', 'denyusernshost-callers.service')
    await host.shell('mv /usr/bin/node /usr/local/bin/node')
    expect(await mended(host)).toEqual([
      '/etc/systemd/system/denyusernshost.service',
      '/etc/systemd/system/denyusernshost-callers.service',
      'daemon-reload',
      'denyusernshost.service',
    ])
    await host.shell('mv /usr/local/bin/node /usr/bin/node')
    await mended(host)
  })

  it('is mended where a unit was replaced, and keeps what stood there', async () => {
    const { host } = booted
    const unit = '/etc/systemd/system/docker-setfacl.service'
    await host.shell(`echo '# by hand' >> ${unit}`)
    expect(await mended(host)).toContain(unit)
    const kept = await host.shell('cat $(ls -td /var/lib/userns-harden/*.old | head -1)/*')
    expect(kept.stdout).toContain('# by hand')
  })

  it('is left alone where a package brought another daemon.json beside it', async () => {
    const { host } = booted
    await host.shell('echo {} > /etc/docker/daemon.json.dpkg-dist')
    expect(await mended(host)).toEqual([])
  })

  it('brings a run to its end that was cut off there, and prints one document', async () => {
    const { host } = booted
    await host.shell('sed -i \'/"event":"end"/d\' $(ls /var/lib/userns-harden/*.jsonl | tail -1)')
    const completed = await host.harden('apply', '--yes', '--json')
    expect(completed, completed.stdout).toMatchObject({ exitCode: 0, stderr: '' })
    expect(documentOf(host, 'run', completed)).toMatchObject({
      outcome: 'nothing-to-do',
      cutOff: { command: 'apply' },
    })
    expect(await mended(host)).toEqual([])
  })

  it('is not touched by an older program than the one that was here last', async () => {
    const { host } = booted
    const newer = {
      at: new Date().toISOString(),
      event: 'plan',
      version: 99,
      program: '9.9.9',
      command: 'apply',
    }
    await host.write(
      '/var/lib/userns-harden/9999.jsonl',
      `${JSON.stringify({ ...newer, plan: { steps: [] } })}\n`,
    )
    const before = await host.snapshot()
    const refused = await host.harden('apply', '--yes')
    expect(refused.exitCode, refused.stderr).toBe(3)
    expect(refused.stderr).toContain('9.9.9')
    expect(await host.snapshot()).toEqual(before)
  })
})

interface Document {
  plan: { steps: { changes: { kind: string; path?: string; unit?: string }[] }[] }
}
