import { expect, it } from 'vitest'
import { documentOf } from '../documents.ts'
import { fresh, onOneRelease } from '../each-release.ts'

onOneRelease('bookworm', { name: 'a look without a change', boot: fresh }, (booted) => {
  it('is possible for a user who is not root, and says what it could not see', async () => {
    const { host } = booted
    await host.addUser('alice', 5001)
    const before = await host.snapshot()
    const program = '/opt/userns-harden/bin/userns-harden.js'
    const dry = await host.runAs('alice', 'node', program, 'apply', '--dry-run')
    expect(dry, dry.stderr).toMatchObject({ exitCode: 0 })
    expect(dry.stdout).toContain('+ package uidmap')
    expect(dry.stdout).toContain('Could not be seen: whether Docker must be restarted')
    expect(await host.snapshot()).toEqual(before)
  })

  it('refuses that user the real thing', async () => {
    const { host } = booted
    const program = '/opt/userns-harden/bin/userns-harden.js'
    const applied = await host.runAs('alice', 'node', program, 'apply', '--yes')
    expect(applied.exitCode).toBe(3)
    expect(applied.stderr).toContain('sudo npx userns-harden apply')
  })

  it('holds no colours and no line over what a terminal shows, but for diffs, in a pipe', async () => {
    const { stdout } = await booted.host.harden('apply', '--dry-run')
    expect(stdout).not.toContain('\u001b')
    const prose = stdout.split('\n').filter((line) => !/^[ +-]|^@@/.test(line))
    expect(prose.filter((line) => line.length > 80)).toEqual([])
  })

  it('gives the same plan as data', async () => {
    const { host } = booted
    const dry = await host.harden('apply', '--dry-run', '--json')
    const { outcome, plan } = documentOf(host, 'run', dry) as {
      outcome: string
      plan: { profile: null; steps: { id: string; changes: { kind: string }[] }[] }
    }
    expect(outcome).toBe('planned')
    expect(plan.profile).toBeNull()
    expect(plan.steps.map(({ id }) => id)).toEqual([
      'preflight',
      'host-profile',
      'packages',
      'plugin-files',
      'plugin-units',
      'daemon-config',
      'daemon-unit',
      'docker-restart',
      'socket-access',
      'first-boot',
    ])
    expect(plan.steps.flatMap(({ changes }) => changes.map(({ kind }) => kind))).toContain(
      'docker-restart',
    )
  })

  it('plans cleanly where there is no /etc/docker', async () => {
    const { host } = booted
    await host.shell('rm -rf /etc/docker')
    const dry = await host.harden('apply', '--dry-run')
    expect(dry, dry.stderr).toMatchObject({ exitCode: 0 })
    expect(dry.stdout).toContain('+ folder /etc/docker')
  })

  it('tells which containers the restart stops', async () => {
    const { host } = booted
    await host.importBusybox()
    await host.run('docker', 'run', '-d', '--name', 'web', 'busybox', 'sleep', '1000')
    const { stdout } = await host.harden('apply', '--dry-run')
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Running containers stop and do not come back (1 running: web)',
    )
  })

  it('names the containers that could not be made again under the remap, and why', async () => {
    const { host } = booted
    for (const [name, ...options] of [
      ['mighty', '--privileged'],
      ['near', '--network=host', '--pid=host'],
      ['bound', '-v', '/etc/ssl/private:/keys', '-v', '/home/alice:/alice'],
    ] as const) {
      const made = await host.run('docker', 'create', '--name', name, ...options, 'busybox', 'true')
      expect(made, made.stderr).toMatchObject({ exitCode: 0 })
    }
    const before = await host.snapshot()
    const { stdout } = await host.harden('apply', '--dry-run')
    expect(stdout).toContain('  mighty: privileged\n')
    expect(stdout).toContain("  near: the host's network namespace, the host's pid namespace\n")
    expect(stdout).toContain(
      "  bound: /etc/ssl/private is root's, and its root could not write it\n",
    )
    expect(stdout).not.toContain('web:')
    expect(await host.snapshot()).toEqual(before)
  })

  it('writes ASCII alone where the locale has no UTF-8', async () => {
    const { host } = booted
    await host.addGroup('bücher', 70001)
    await host.write('/root/profile.yaml', 'socketAccess: { groups: [bücher] }')
    const lines = ['--help', 'status', 'verify', 'denials', 'apply --dry-run']
    for (const line of lines) {
      const profile = /denials|--help/.test(line) ? '' : '--profile /root/profile.yaml'
      const { stdout, stderr } = await host.shell(
        `LC_ALL=C node /opt/userns-harden/bin/userns-harden.js ${line} ${profile}`,
      )
      expect(stdout, line).toMatch(/^[\x00-\x7f]+$/)
      expect(stderr, line).toBe('')
      if (line.startsWith('apply')) expect(stdout).toContain('group b\\u00fccher')
    }
  })
})
