import { expect, it } from 'vitest'
import { onOneRelease } from '../each-release.ts'

/** A name that every layer below would like to read in its own way: systemd, setfacl, YAML, printf. */
const strange = 'CORP\\staff 100%u dömäin'
const profile = `
socketAccess:
  groups:
    - domain users
    - '${strange}'
  users: ['carol$']
`

onOneRelease('trixie', 'access by names of a directory service', (booted) => {
  const usable = async (user: string) => {
    const asked = await booted.host.runAs(
      user,
      'docker',
      'version',
      '--format',
      '{{.Server.Version}}',
    )
    return asked.exitCode === 0
  }
  const access = async () => ({
    alice: await usable('alice'),
    bob: await usable('bob'),
    carol$: await usable('carol$'),
    mallory: await usable('mallory'),
  })
  const asWanted = { alice: true, bob: true, carol$: true, mallory: false }

  it('is given to members and to nobody else', async () => {
    const { host } = booted
    await host.addGroup('domain users', 70001)
    await host.addGroup(strange, 70002)
    await host.addUser('alice', 5001, { groups: ['domain users'] })
    await host.addUser('bob', 5002, { groups: [strange] })
    await host.addUser('carol$', 5003)
    await host.addUser('mallory', 5004)
    await host.write('/etc/userns-harden/profile.yaml', profile)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    expect(await access()).toEqual(asWanted)
  })

  it('names the groups in a unit that systemd reads without a complaint', async () => {
    const { host } = booted
    const unit = await host.read('/etc/systemd/system/docker-setfacl.service')
    expect(unit).toContain(`# g:70002:rw  ${strange}`)
    const verified = await host.run(
      'systemd-analyze',
      'verify',
      'docker-setfacl.service',
      'denyusernshost.service',
    )
    expect(verified.stdout + verified.stderr).not.toMatch(/docker-setfacl|denyusernshost/)
    expect(verified.exitCode).toBe(0)
  })

  it.each([
    ['docker.socket is restarted', 'systemctl restart docker.socket docker.service'],
    ['docker.socket alone is restarted', 'systemctl restart docker.socket'],
    ['docker.service is restarted', 'systemctl restart docker.service'],
    [
      'both are stopped and started',
      'systemctl stop docker.socket docker.service && systemctl start docker.socket docker.service',
    ],
    [
      'both are stopped and the socket alone is started',
      'systemctl stop docker.socket docker.service && systemctl start docker.socket',
    ],
    ['docker.io is installed again', 'apt-get install -y --reinstall docker.io'],
  ])('comes back when %s', async (_, command) => {
    // The tests restart Docker more often than its start limit allows.
    await booted.host.shell('systemctl reset-failed docker.service docker.socket')
    const done = await booted.host.shell(command)
    expect(done, done.stderr).toMatchObject({ exitCode: 0 })
    await booted.host.shell(
      'systemctl is-active --wait docker-setfacl.service; while systemctl list-jobs --no-legend | grep -q docker; do sleep 0.1; done',
    )
    expect(await access()).toEqual(asWanted)
  })

  it('comes back after a reboot', async () => {
    await booted.host.reboot()
    expect(await access()).toEqual(asWanted)
  })

  it('is mended when a chmod zeroed the mask and left the entries standing', async () => {
    const { host } = booted
    await host.run('chmod', '600', '/run/docker.sock')
    expect(await usable('alice')).toBe(false)
    const mended = await host.harden('apply', '--yes')
    expect(mended, mended.stderr).toMatchObject({ exitCode: 0 })
    expect(await access()).toEqual(asWanted)
  })

  it('moves to the new id when the directory service changed it, and leaves the old one', async () => {
    const { host } = booted
    await host.shell("sed -i 's/^domain users:x:70001:/domain users:x:80001:/' /etc/group")
    await host.addGroup('someone else', 70001)
    await host.addUser('dave', 5005, { groups: ['someone else'] })
    expect(await usable('dave')).toBe(true)
    const mended = await host.harden('apply', '--yes')
    expect(mended, mended.stderr).toMatchObject({ exitCode: 0 })
    expect(await usable('dave')).toBe(false)
    expect(await access()).toEqual(asWanted)
  })

  it('is taken back when the profile names nobody any more', async () => {
    const { host } = booted
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess:\n')
    const taken = await host.harden('apply', '--yes')
    expect(taken, taken.stderr).toMatchObject({ exitCode: 0 })
    expect(await access()).toEqual({ alice: false, bob: false, carol$: false, mallory: false })
    await host.reboot()
    expect(await usable('alice')).toBe(false)
  })
})
