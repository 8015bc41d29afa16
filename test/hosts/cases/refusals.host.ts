import { describe, expect, it } from 'vitest'
import { onEachRelease } from '../each-release.ts'

interface Refused {
  name: string
  /** Shell lines that bring the host into this state, and out of it again. */
  prepare: string
  undo: string
  profile?: string
  code: string
}

const write = (path: string, text: string) =>
  `mkdir -p $(dirname ${path}) && printf %s '${text}' > ${path}`
const daemonJson = (name: string, text: string, code: string): Refused => ({
  name,
  prepare: write('/etc/docker/daemon.json', text),
  undo: 'rm /etc/docker/daemon.json',
  code,
})
const flag = (name: string, text: string): Refused => ({
  name,
  prepare: write('/etc/default/docker', text),
  undo: 'rm /etc/default/docker',
  code: 'daemon-flag',
})
const badProfile = (name: string, profile: string, code: string): Refused => ({
  name,
  prepare: 'true',
  undo: 'true',
  profile,
  code,
})

const cases: Refused[] = [
  daemonJson('another remap', '{"userns-remap": "alice"}', 'daemon-json-other-remap'),
  daemonJson('a comment in daemon.json', '{ // no\n}', 'daemon-json-comment'),
  daemonJson('a trailing comma', '{"debug": true,}', 'daemon-json-trailing-comma'),
  daemonJson('an empty daemon.json', '', 'daemon-json-empty'),
  {
    name: 'a daemon.json that is no file',
    prepare: 'mkdir -p /etc/docker/daemon.json',
    undo: 'rmdir /etc/docker/daemon.json',
    code: 'unreadable',
  },
  flag('a flag in /etc/default/docker', 'DOCKER_OPTS="--userns-remap=default"'),
  flag('the plugin as a flag', 'DOCKER_OPTS="--debug --authorization-plugin other"'),
  {
    name: 'a flag in a drop-in',
    prepare:
      write(
        '/etc/systemd/system/docker.service.d/flags.conf',
        '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// --userns-remap default\n',
      ) + ' && systemctl daemon-reload',
    undo: 'rm -r /etc/systemd/system/docker.service.d && systemctl daemon-reload',
    code: 'daemon-flag',
  },
  badProfile('an unknown key', 'socketacces: {}', 'profile-unknown-key'),
  badProfile(
    'a group that does not resolve',
    'socketAccess: { groups: [no such group] }',
    'group-not-found',
  ),
  badProfile(
    'a plugin with a wrong checksum',
    `plugin: { source: file, path: /usr/bin/env, sha256: a${'0'.repeat(63)} }`,
    'plugin-checksum',
  ),
  badProfile('a remap user that is not there', 'remap: nosuchuser', 'remap-user-missing'),
  badProfile(
    'a value of the wrong type',
    'socketAccess: { groups: domain users }',
    'profile-value',
  ),
  badProfile('an impossible value', 'docker: { service: docker }', 'profile-value'),
  {
    name: 'a distribution without apt',
    prepare: 'mv /usr/bin/apt-get /usr/bin/apt-get.away',
    undo: 'mv /usr/bin/apt-get.away /usr/bin/apt-get',
    code: 'package-missing',
  },
  {
    name: 'no Node that root alone can change',
    prepare: 'chmod o+w /usr/bin/node',
    undo: 'chmod o-w /usr/bin/node',
    code: 'no-trusted-node',
  },
]

onEachRelease('a host on which a person must decide first', (booted) => {
  describe.each(cases)('$name', ({ prepare, undo, profile, code }) => {
    it('is refused with a remedy, and not one byte is changed', async () => {
      const { host } = booted
      await host.shell(prepare)
      const options = profile === undefined ? [] : ['--profile', '/root/profile.yaml']
      if (profile !== undefined) await host.write('/root/profile.yaml', profile)
      const before = await host.snapshot()
      const refused = await host.harden('apply', '--yes', '--json', ...options)
      expect(refused.exitCode, refused.stdout + refused.stderr).toBe(3)
      const { problems } = (JSON.parse(refused.stdout) as Failed).failure
      expect(problems.map((problem) => problem.code)).toContain(code)
      expect(problems.every(({ remedies }) => remedies.length > 0)).toBe(true)
      expect(await host.snapshot()).toEqual(before)
      await host.shell(undo)
    })
  })

  it('is refused without a terminal and without --yes', async () => {
    const { host } = booted
    const before = await host.snapshot()
    const refused = await host.harden('apply')
    expect(refused.exitCode).toBe(3)
    expect(refused.stderr).toContain('--yes')
    expect(await host.snapshot()).toEqual(before)
  })
})

interface Failed {
  failure: { problems: { code: string; remedies: string[] }[] }
}
