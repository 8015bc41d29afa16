import { expect, it } from 'vitest'
import { onOneRelease } from '../each-release.ts'
import { installed } from '../lab/product.ts'
import { onTerminal, type Typed } from '../terminal.ts'

const profilePath = '/etc/userns-harden/profile.yaml'
const init = (...typed: Typed[]) => onTerminal(`node ${installed} init`, typed)

const enter = '\\r'
const space = ' '
const clearLine = '\\025'
const questions = {
  groups: 'Groups that may use Docker',
  otherGroups: 'Other groups may use Docker',
  users: 'Users that may use Docker',
  otherUsers: 'Other users may use Docker',
  remap: 'Whose ids do containers get',
  restart: 'May apply restart Docker',
  devices: 'Devices that containers may have',
}

onOneRelease('bookworm', 'the wizard, with Enter at each question', (booted) => {
  it('writes a profile that lets nobody in, and says what apply would do with it', async () => {
    const { host } = booted
    await host.addGroup('docker-users', 70001)
    const before = await host.snapshot()
    const done = await host.shell(
      init(
        [questions.groups, enter],
        [questions.otherGroups, enter],
        ['Which users may use Docker', enter],
        [questions.restart, enter],
        [questions.devices, enter],
      ),
    )
    expect(done.exitCode, done.stdout).toBe(0)
    expect(done.stdout).toContain('package docker.io')
    expect(done.stdout).toContain(`Written: ${profilePath}`)
    expect(done.stdout).toContain('restart docker.service')
    expect(done.stdout).toMatch(/Then: sudo npx userns-harden apply\r?\n/)
    const uncommented = (await host.read(profilePath)).match(/^ *[^# \n].*$/gm)
    expect(uncommented).toEqual([
      'socketAccess:',
      '  groups:',
      '  users:',
      'docker:',
      'plugin:',
      'policy:',
    ])
    await host.run('rm', '-r', '/etc/userns-harden')
    const ofFiles = (lines: readonly string[]) =>
      lines.filter((line) => !line.startsWith('/etc d '))
    expect(ofFiles(await host.snapshot())).toEqual(ofFiles(before))
  })
})

onOneRelease('trixie', 'the wizard', (booted) => {
  it('leaves nothing behind when it is left by Ctrl-C or Ctrl-D, at whatever question', async () => {
    const { host } = booted
    await host.addGroup('domain users', 70001)
    await host.addUser('alice', 5001, { groups: ['domain users'] })
    await host.addUser('bob', 5002)
    await host.addUser('carol', 5003, { groups: ['docker'] })
    await host.addUser('mallory', 5004)
    // In the midst of the ids that Docker would take: so the remap is asked for.
    await host.addUser('taker', 100_500)
    const before = await host.snapshot()
    const order = Object.values(questions)
    for (const [index, question] of order.entries()) {
      const answered = order.slice(0, index).map((one): Typed => [one, enter])
      const key = index % 2 === 0 ? '\\003' : '\\004'
      const left = await host.shell(init(...answered, [question, key]))
      expect(left.exitCode, left.stdout).toBe(3)
      expect(left.stdout).toContain('Nothing was written.')
    }
    expect(await host.snapshot()).toEqual(before)
    await host.shell("sed -i '/^taker:/d' /etc/passwd /etc/group")
  })

  it('asks again for a name that this host does not know, and writes what was chosen', async () => {
    const { host } = booted
    const done = await host.shell(
      init(
        [questions.groups, space + enter],
        [questions.otherGroups, `nosuch${enter}`],
        ['The group nosuch is not known to this host', clearLine + enter],
        [questions.users, space + enter],
        [questions.otherUsers, `bob${enter}`],
        [questions.restart, enter],
        [questions.devices, space + enter],
      ),
    )
    expect(done.exitCode, done.stdout).toBe(0)
    const profile = await host.read(profilePath)
    expect(profile).toContain("  groups:\n    - 'domain users'\n    #- docker-users\n")
    expect(profile).toContain('  users:\n    - bob\n    #- guest7\n')
    expect(profile).toContain('\n  devices: [/dev/fuse]\n')
    const { stdout } = await host.run('stat', '-c', '%a %U:%G', profilePath, '/etc/userns-harden')
    expect(stdout.trim().split('\n')).toEqual(['644 root:root', '755 root:root'])
  })

  it('has written what apply makes true: those who were named use Docker and that device, and nobody else', async () => {
    const { host } = booted
    await host.run('gpasswd', '--delete', 'carol', 'docker')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.importBusybox()
    const runs = async (...options: string[]) => {
      const succeeded: string[] = []
      for (const user of ['alice', 'bob', 'carol', 'mallory']) {
        const ran = await host.runAs(user, 'docker', 'run', '--rm', ...options, 'busybox', 'true')
        if (ran.exitCode === 0) succeeded.push(user)
      }
      return succeeded
    }
    expect(await runs()).toEqual(['alice', 'bob'])
    expect(await runs('--device=/dev/fuse')).toEqual(['alice', 'bob'])
    expect(await runs('--device=/dev/zero')).toEqual([])
  })

  it('does not replace a profile without a yes', async () => {
    const { host } = booted
    const before = await host.snapshot()
    const declined = await host.shell(init([`Replace ${profilePath}`, enter]))
    expect(declined.exitCode, declined.stdout).toBe(3)
    const refused = await host.harden('init', '--defaults')
    expect(refused.exitCode).toBe(3)
    expect(refused.stderr).toContain('[profile-exists]')
    expect(await host.snapshot()).toEqual(before)
  })

  it('keeps the one that it replaces, and proposes those who have access by it', async () => {
    const { host } = booted
    const old = await host.read(profilePath)
    const typed: Typed[] = [
      [`Replace ${profilePath}`, `y${enter}`],
      ...[
        questions.groups,
        questions.otherGroups,
        questions.users,
        questions.otherUsers,
        questions.restart,
        questions.devices,
      ].map((question): Typed => [question, enter]),
    ]
    for (const kept of [`${profilePath}.old`, `${profilePath}.old-2`]) {
      const before = await host.read(profilePath)
      const done = await host.shell(init(...typed))
      expect(done.exitCode, done.stdout).toBe(0)
      expect(done.stdout).toContain(`The old one is kept: ${kept}`)
      expect(await host.read(kept)).toBe(before)
    }
    expect(await host.read(`${profilePath}.old`)).toBe(old)
    const profile = await host.read(profilePath)
    expect(profile).toContain("  groups:\n    - 'domain users'\n")
    expect(profile).toContain('  users:\n    - bob\n')
    expect(profile).toContain('\n  #devices: []\n')
  })

  it('writes without a terminal with --defaults, and says what it needs without', async () => {
    const { host } = booted
    const asked = await host.harden('init', '--profile', '/root/profile.yaml')
    expect(asked.exitCode).toBe(3)
    expect(asked.stderr).toContain('[no-terminal]')
    const onDumb = await host.shell(
      `TERM=dumb script --quiet --return --command 'node ${installed} init' /dev/null </dev/null`,
    )
    expect(onDumb).toMatchObject({ exitCode: 3 })
    expect(onDumb.stdout).toContain('[no-terminal]')
    const written = await host.harden('init', '--defaults', '--profile', '/root/profile.yaml')
    expect(written, written.stderr).toMatchObject({ exitCode: 0 })
    expect(written.stdout).toContain('sudo npx userns-harden apply --profile /root/profile.yaml')
    expect(await host.read('/root/profile.yaml')).toBe(await host.read(profilePath))
  })

  it('says that Docker does not run, and does not start it', async () => {
    const { host } = booted
    await host.shell('systemctl stop docker.service docker.socket && systemctl start docker.socket')
    const written = await host.harden('init', '--defaults', '--profile', '/root/stopped.yaml')
    expect(written, written.stderr).toMatchObject({ exitCode: 0 })
    expect(written.stdout).toMatch(/^Docker +does not run; package docker\.io/m)
    const { stdout } = await host.run('systemctl', 'is-active', 'docker.service')
    expect(stdout.trim()).toBe('inactive')
    await host.run('systemctl', 'start', 'docker.service')
  })

  it('writes for a user to a place of their own, and says what that user could not see', async () => {
    const { host } = booted
    const asMallory = async (...args: string[]) =>
      await host.runAs('mallory', 'node', installed, 'init', '--defaults', ...args)
    const refused = await asMallory()
    expect(refused.exitCode).toBe(3)
    expect(refused.stderr).toContain('[not-root]')
    const written = await asMallory('--profile', '/home/mallory/profile.yaml')
    expect(written, written.stderr).toMatchObject({ exitCode: 0 })
    expect(written.stdout).toMatch(/^Not seen +containers: \/run\/docker\.sock: .*EACCES/m)
    const byRoot = await host.harden('init', '--defaults', '--profile', '/home/mallory/other.yaml')
    expect(byRoot.exitCode).toBe(3)
    expect(byRoot.stderr).toContain('/home/mallory belongs to uid 5004')
  })
})
