import { expect, it } from 'vitest'
import { followArticle } from '../../escapes/article.ts'
import { expectNothingLeftLying, stateOf } from '../../faults/state.ts'
import { documentOf } from '../documents.ts'
import { fresh, onOneRelease } from '../each-release.ts'
import { installed } from '../lab/product.ts'

const byHand = `{
    "userns-remap": "default",
    "log-driver": "local",  "authorization-plugins": ["denyusernshost"]
}`

onOneRelease('trixie', { name: 'a host configured by hand', boot: fresh }, (booted) => {
  let before: string[]

  it('is byte for byte as before after apply and revert', async () => {
    const { host } = booted
    await host.addUser('alice', 5001)
    await host.addUser('bob', 5002)
    await followArticle(host, 'u:alice:rw')
    await host.write('/etc/docker/daemon.json', byHand, 0o640)
    await host.shell(
      'setfacl -m u:bob:r /etc/docker/daemon.json; systemctl restart docker docker-setfacl; setfacl -m u:bob:r /run/docker.sock',
    )
    const rights = await host.run('getfacl', '-p', '/etc/docker/daemon.json')
    expect(rights.stdout).toContain('user:bob:r--')

    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [alice, bob] }')
    before = await stateOf(host)
    for (let round = 0; round < 2; round++) {
      const applied = await host.harden('apply', '--yes')
      expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
      const reverted = await host.harden('revert', '--yes')
      expect(reverted, reverted.stderr).toMatchObject({ exitCode: 0 })
      expect(await stateOf(host)).toEqual(before)
      expect((await host.run('getfacl', '-p', '/etc/docker/daemon.json')).stdout).toBe(
        rights.stdout,
      )
    }
    await expectNothingLeftLying(host)
  })

  it('has its old plugin at work again', async () => {
    const { host } = booted
    await host.importBusybox()
    const denied = await host.runAs('alice', 'docker', 'run', '--rm', '--userns=host', 'busybox')
    expect(denied.stderr).toContain('userns=host is not allowed.')
    const passes = await host.runAs(
      'alice',
      'docker',
      'run',
      '--rm',
      '--privileged',
      'busybox',
      'true',
    )
    expect(passes.stderr).not.toContain('denyusernshost')
  })

  it('keeps what others have changed since, or is refused by name', async () => {
    const { host } = booted
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.shell(
      `sed -i 's/"local"/"json-file"/' /etc/docker/daemon.json; echo '# mine' >> /etc/systemd/system/docker-setfacl.service`,
    )
    const refused = await host.harden('revert', '--yes', '--json')
    expect(refused.exitCode, refused.stdout).toBe(3)
    expect(documentOf(host, 'run', refused)).toMatchObject({ outcome: 'refused' })
    expect(refused.stdout).toContain('"where": "/etc/systemd/system/docker-setfacl.service"')
    expect(refused.stdout).not.toContain('"where": "/etc/docker/daemon.json"')
    await host.shell("sed -i '/# mine/d' /etc/systemd/system/docker-setfacl.service")
    const reverted = await host.harden('revert', '--yes')
    expect(reverted, reverted.stderr).toMatchObject({ exitCode: 0 })
    expect(await host.read('/etc/docker/daemon.json')).toBe(byHand.replace('local', 'json-file'))
  })

  it('lets a second run wait for the first, and names it', async () => {
    const { host } = booted
    await host.shell(
      `node ${installed} apply --yes >/dev/null 2>&1 & until [ -s /run/userns-harden.lock ]; do sleep 0.01; done`,
    )
    const second = await host.harden('revert', '--yes')
    expect(second.exitCode, second.stderr).toBe(3)
    expect(second.stderr).toMatch(/apply \(pid \d+\), since\s+20/)
    await host.shell('while [ -s /run/userns-harden.lock ]; do sleep 0.1; done')
  })

  it.each(['INT', 'TERM', 'HUP'])('is as before when a run is ended by SIG%s', async (signal) => {
    const { host } = booted
    await host.harden('revert', '--yes')
    const before = await stateOf(host)
    const ended = await host.shell(
      `node ${installed} apply --yes >/run/out 2>&1 & run=$!
       until grep -q "configuration" /run/out && grep -q ✓ /run/out; do sleep 0.02; done; kill -${signal} $run; wait $run; echo $?; cat /run/out`,
    )
    expect(ended.stdout).toMatch(/^4\n/)
    expect(ended.stdout).toContain(`Interrupted (SIG${signal})`)
    expect(await stateOf(host)).toEqual(before)
  })
})
