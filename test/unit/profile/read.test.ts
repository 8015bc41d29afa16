import { defaultPolicy } from '../../../src/policy/settings.ts'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/failure.ts'
import { defaultProfilePath, parseProfile, readProfile } from '../../../src/profile/read.ts'
import { foundHost } from '../steps/found-host.ts'

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const defaults = {
  remap: 'default',
  socketAccess: { groups: [], users: [] },
  docker: {
    service: 'docker.service',
    daemonConfig: '/etc/docker/daemon.json',
    restart: 'auto',
  },
  plugin: { source: 'builtin' },
  policy: defaultPolicy,
}

describe('a profile', () => {
  it.each([
    '',
    '\n# nothing but a comment\n',
    '---\n',
    '{}',
    '\ufeff',
    'socketAccess:\n  # groups: [x]\ndocker:\nplugin:\npolicy:\n',
    'socketAccess:\n  groups:\n  #- x\n  users:\n',
    'plugin: {}',
  ])('has defaults for all that %j leaves out', (text) => {
    expect(parseProfile(text, 'p')).toEqual(defaults)
  })

  it('may say everything', () => {
    const text = `
remap: alice:staff
socketAccess: { groups: [domain users], users: [bob] }
docker: { service: docker-uni.service, daemonConfig: /srv/docker/daemon.json, restart: never }
plugin: { source: file, path: /root/own build/denyusernshost, sha256: ${sha256.toUpperCase()} }
policy: { usernsHost: allow }
`
    expect(parseProfile(text, 'p')).toEqual({
      remap: 'alice:staff',
      socketAccess: { groups: ['domain users'], users: ['bob'] },
      docker: {
        service: 'docker-uni.service',
        daemonConfig: '/srv/docker/daemon.json',
        restart: 'never',
      },
      plugin: { source: 'file', path: '/root/own build/denyusernshost', sha256 },
      policy: { ...defaultPolicy, usernsHost: 'allow' },
    })
  })

  it('may be JSON', () => {
    const text = JSON.stringify({ socketAccess: { groups: ['DOM\\müller'] } }, undefined, '\t')
    expect(parseProfile(text, 'p').socketAccess.groups).toEqual(['DOM\\müller'])
  })

  it('holds names as directory services give them', () => {
    const names = [
      'domain users',
      "'DOM\\domain users'",
      'DOM\\staff',
      'grp@dom.example',
      'grp-müller',
      '100%club',
      'host$',
      'no',
      'on',
      'yes',
      "'#1'",
      '1a',
      '-dash',
    ]
    const text = `socketAccess:\n  groups:\n${names.map((name) => `    - ${name}\n`).join('')}`
    const read = names.map((name) => name.replace(/^'(.*)'$/, '$1'))
    expect(parseProfile(text, 'p').socketAccess.groups).toEqual(read)
  })
})

describe('a profile is refused', () => {
  it.each([
    ['socketAcces: {}', 'profile-unknown-key', 'socketAcces is no key', 'mean socketAccess?'],
    ['docker: { resart: auto }', 'profile-unknown-key', 'docker.resart', 'mean docker.restart?'],
    ['policy: { userns-host: deny }', 'profile-unknown-key', 'policy', 'mean policy.usernsHost?'],
    ['groups: [x]', 'profile-unknown-key', 'groups', 'mean socketAccess.groups?'],
    ['socketAccess: { docker: {} }', 'profile-unknown-key', 'socketAccess.docker', 'mean docker?'],
    ['firewall: {}', 'profile-unknown-key', 'firewall', 'remap, socketAccess, docker'],
    ['__proto__: { a: 1 }', 'profile-unknown-key', '__proto__', 'remap'],
    [
      `plugin: { path: /x, sha256: ${sha256} }`,
      'profile-key-without-use',
      'plugin.path',
      'to file',
    ],
    ['docker: { restart: always }', 'profile-value', 'must be auto or never', 'default'],
    ['docker: { restart: nevr }', 'profile-value', 'it is "nevr"', 'mean never?'],
    ['docker: { restart: }', 'profile-value-missing', 'docker.restart', 'line out'],
    ['remap:', 'profile-value-missing', 'remap has no value', 'line out'],
    ['plugin: { source: fil }', 'profile-value', 'must be builtin or file', 'mean file?'],
    ['plugin: { source: file, path: /x }', 'profile-value-missing', 'plugin.sha256', 'sha256:'],
    ['plugin: builtin', 'profile-value', 'plugin must be a section', 'default'],
    ['socketAccess: [x]', 'profile-value', 'socketAccess must be a section', 'default'],
    ['socketAccess: { groups: x }', 'profile-value', 'must be a list', 'default'],
    ['socketAccess: { groups: [70001] }', 'profile-value', 'must be text; it is 70001', 'quotes'],
    ['socketAccess: { users: [true] }', 'profile-value', 'users[1] must be text', 'quotes'],
    ['socketAccess: { users: [~] }', 'profile-value-missing', 'users[1]', 'line out'],
    ['policy: { usernsHost: no }', 'profile-value', 'must be deny or allow', 'default'],
    ['[]', 'profile-value', 'The profile must be a section', 'default'],
    ['text', 'profile-value', 'The profile must be a section', 'default'],
  ])('%s', (text, code, what, remedy) => {
    const [problem, ...others] = problemsOf(text)
    expect(others.every((one) => one.code === code)).toBe(true)
    expect(problem).toMatchObject({ code, where: 'p:1' })
    expect(problem?.what).toContain(what)
    expect(problem?.remedies.join()).toContain(remedy)
  })

  it.each([
    [
      'socketAccess: { groups: [GROUP] }',
      ['', ' ', 'a:b', 'a,b', 'a\nb', 'a\tb', '70001', '+5', '\ufffd'],
    ],
    [
      'remap: GROUP',
      ['', 'a:', ':b', 'a:b:c', '1000', 'a:1000', 'root', 'root:x', 'default:x', 'a\0'],
    ],
    [
      'docker: { service: GROUP }',
      [
        'docker',
        'docker.socket',
        '.service',
        'a b.service',
        'a/b.service',
        'a\n.service',
        '%i.service',
        '-x.service',
      ],
    ],
    [
      'docker: { daemonConfig: GROUP }',
      ['', 'daemon.json', './d', '/etc/../d', '/etc/./d', '/etc//d', '/etc/', '/', '/a\nb'],
    ],
    [`plugin: { source: file, sha256: ${sha256}, path: GROUP }`, ['', 'x', '~/x', '/x/..']],
    [
      'plugin: { source: file, path: /x, sha256: GROUP }',
      ['', 'abc', `${sha256}0`, sha256.replace('e', 'g')],
    ],
  ])('%s with an impossible value', (text, values) => {
    for (const value of values) {
      const problems = problemsOf(text.replace('GROUP', JSON.stringify(value)))
      expect(problems.map(({ code }) => code)).toEqual(['profile-value'])
      expect(problems[0]?.what).toContain(JSON.stringify(value))
    }
  })

  it('with all that is wrong at once, each at its line', () => {
    const text = `# a profile
remap: root
socketAccess:
  groups:
    - staff
    - "a:b"
    - staff
  user: [bob]
docker:
  restart: "on"

  daemonConfig:
    etc/daemon.json
plugin: { source: file,
  path: x }
policies: {}
`
    expect(problemsOf(text).map(({ where, what }) => `${where} ${what.split(' ')[0]}`)).toEqual([
      'p:2 remap',
      'p:6 socketAccess.groups[2]',
      'p:7 socketAccess.groups[3]',
      'p:8 socketAccess.user',
      'p:10 docker.restart',
      'p:12 docker.daemonConfig',
      'p:14 plugin.sha256',
      'p:15 plugin.path',
      'p:16 policies',
    ])
  })

  it.each([
    ['docker:\n\trestart: auto\n', 'p:2:1'],
    ['remap: a\nremap: b\n', 'p:2:1'],
    ['remap: a\n---\nremap: b\n', 'p:2:1'],
    ['remap: !secret a\n', 'p:1:8'],
    ['remap: &x a\ndocker: { service: *x }\n', 'p:2:20'],
    ['a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 'p:2:8'],
    ['%YAML 1.1\n---\nremap: no\n', 'p:1:1'],
    ['remap: "unclosed\n', 'p:2:1'],
    ['socketAccess: { groups: [a\n', 'p:2:1'],
    ['? [a]\n: b\n', 'p:1:3'],
    ['['.repeat(100_000), 'p:1:'],
  ])('for %j, which is no plain YAML, at %s', (text, where) => {
    const [problem] = problemsOf(text)
    expect(problem?.code).toBe('profile-not-yaml')
    expect(problem?.where?.slice(0, where.length)).toBe(where)
    expect(problem?.cause).toBeTruthy()
  })
})

describe('readProfile', () => {
  const text = 'remap: alice'
  const onHost = (files: Record<string, string>, unknown = {}) => foundHost({ files, unknown })

  it('reads the named file', async () => {
    const host = onHost({ '/root/p.yaml': text, [defaultProfilePath]: 'remap: bob' })
    const { profile, path } = await readProfile(host, '/root/p.yaml')
    expect([profile.remap, path]).toEqual(['alice', '/root/p.yaml'])
  })

  it("reads the host's own where none is named", async () => {
    const { profile, path } = await readProfile(onHost({ [defaultProfilePath]: text }), undefined)
    expect([profile.remap, path]).toEqual(['alice', '/etc/userns-harden/profile.yaml'])
  })

  it('is built in where there is none', async () => {
    const { profile, path } = await readProfile(onHost({}), undefined)
    expect([profile, path]).toEqual([defaults, null])
  })

  it.each([
    ['a named file that is not there', '/root/p.yaml', {}],
    ['a named file that cannot be read', '/root/p.yaml', { '/root/p.yaml': 'EACCES' }],
    ["the host's own that cannot be read", undefined, { [defaultProfilePath]: 'EACCES' }],
  ])('refuses %s', async (_, path, unknown) => {
    await expect(readProfile(onHost({}, unknown), path)).rejects.toBeInstanceOf(Refusal)
  })
})

function problemsOf(text: string) {
  try {
    parseProfile(text, 'p')
  } catch (error) {
    if (error instanceof Refusal) return error.problems
    throw error
  }
  throw new Error(`no refusal of ${text}`)
}
