import { describe, expect, it } from 'vitest'
import { onEachRelease } from '../each-release.ts'

const wantsHost =
  '{"Image":"busybox","Cmd":["cat","/proc/self/uid_map"],"HostConfig":{"UsernsMode":"host"}}'

const json = ['-H', 'Content-Type: application/json']

interface Attack {
  name: string
  target?: string
  headers?: string[]
  body: string | { file: string }
}

/** Ways past a plugin that reads a request otherwise than the daemon does. */
const attacks: Attack[] = [
  { name: 'the plain request', body: wantsHost },
  { name: 'keys in lower case', body: wantsHost.toLowerCase() },
  { name: 'a long s, which folds to s', body: wantsHost.replace('UsernsMode', 'U\u017FernsMode') },
  {
    name: 'a Kelvin sign, an escaped one too',
    body: '{"Image":"busybox","HostConfig":{"UsernsMode":"host","Networ\\u212AMode":"none"}}',
  },
  { name: 'an escaped key', body: wantsHost.replace('UsernsMode', '\\u0055sernsMode') },
  { name: 'a key given twice', body: wantsHost.replace(/}$/, ',"HostConfig":{}}') },
  { name: 'an inner key given twice', body: wantsHost.replace('"host"', '"host","UsernsMode":""') },
  { name: 'a second value behind the first', body: `${wantsHost}{}` },
  { name: 'an escaped letter in the path', target: '/v1.41/%63ontainers/create', body: wantsHost },
  { name: 'an escaped slash', target: '/v1.41/containers%2Fcreate', body: wantsHost },
  { name: 'a version with a dot too many', target: '/v1.41./containers/create', body: wantsHost },
  { name: 'a version with zeros', target: '/v01.041/containers/create', body: wantsHost },
  { name: 'two slashes', target: '//containers/create', body: wantsHost },
  { name: 'dot segments', target: '/containers/x/../create', body: wantsHost },
  { name: 'a target in absolute form', target: 'http://docker/containers/create', body: wantsHost },
  { name: 'a body over the limit', body: { file: 'large' } },
  {
    name: 'a body over the limit, chunked',
    headers: ['Transfer-Encoding: chunked'],
    body: { file: 'large' },
  },
  {
    name: 'a charset behind the type',
    headers: ['Content-Type: application/json; charset=utf-8'],
    body: wantsHost,
  },
  { name: 'another type', headers: ['Content-Type: text/plain'], body: wantsHost },
  {
    name: 'two types',
    headers: ['Content-Type: application/json', 'Content-Type: text/plain'],
    body: wantsHost,
  },
  {
    name: 'host settings at the top level',
    body: '{"Image":"busybox","Cmd":["cat","/proc/self/uid_map"],"UsernsMode":"host"}',
  },
  { name: 'a mode that is a number', body: wantsHost.replace('"host"', '5') },
]

onEachRelease('a user of the socket who wants to be root', (booted) => {
  it('has the ACL and nothing else', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [mallory] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.importBusybox()
    const padding = ' '.repeat(5 * 1024 * 1024)
    await host.write('/srv/large', `${wantsHost.slice(0, -1)}${padding}}`)
  })

  describe.each(attacks)('with $name', ({ target = '/containers/create', headers, body }) => {
    it('gets no container in the host’s user namespace', async () => {
      const { host } = booted
      const type = headers?.some((header) => header.startsWith('Content-Type'))
        ? []
        : ['Content-Type: application/json']
      const answer = await host.ask(
        'mallory',
        ...['-X', 'POST', '--request-target', target, 'http://docker/'],
        ...[...type, ...(headers ?? [])].flatMap((header) => ['-H', header]),
        ...['--data-binary', typeof body === 'string' ? body : `@/srv/${body.file}`],
      )
      const { Id: id } = parsed(answer)
      if (id === undefined) return
      // Made after all: then what counts is what its root is on the host.
      const mode = await host.run('docker', 'inspect', '-f', '{{.HostConfig.UsernsMode}}', id)
      expect(mode.stdout.trim()).toBe('')
      await host.runAs('mallory', 'docker', 'start', '-a', id)
      const { stdout } = await host.runAs('mallory', 'docker', 'logs', id)
      expect(stdout.trim().split(/\s+/)[1], answer).not.toBe('0')
      await host.run('docker', 'rm', '-f', id)
    })
  })

  it('can make a container by the same way, when it asks for nothing special', async () => {
    const { host } = booted
    const body = wantsHost.replace('"host"', '""')
    const answer = await host.ask('mallory', ...json, '-d', body, 'http://docker/containers/create')
    expect(parsed(answer).Id, answer).toMatch(/^[0-9a-f]{64}$/)
  })

  it('gets none by a body at start', async () => {
    const { host } = booted
    const made = await host.runAs(
      'mallory',
      'docker',
      'create',
      'busybox',
      'cat',
      '/proc/self/uid_map',
    )
    const id = made.stdout.trim()
    const start = `http://docker/v1.23/containers/${id}/start`
    const answer = await host.ask('mallory', ...json, '-d', '{"UsernsMode":"host"}', start)
    expect(answer).toContain('authorization denied by plugin denyusernshost')
  })

  it('cannot have form values replace the query that the plugin was shown', async () => {
    const { host } = booted
    const types = ['Content-Type: application/x-www-form-urlencoded', 'Content-Type: text/plain']
    const answer = await host.ask(
      'mallory',
      ...['Transfer-Encoding: chunked', ...types].flatMap((header) => ['-H', header]),
      ...['-d', 'repo=poisoned', 'http://docker/images/busybox/tag?repo=innocent&tag=ok'],
    )
    expect(answer).toContain('denyusernshost')
    const images = await host.run('docker', 'images', '--format', '{{.Repository}}')
    expect(images.stdout).not.toContain('poisoned')
  })

  it('does not bring the plugin down with any of this', async () => {
    const { host } = booted
    const { stdout } = await host.run(
      'systemctl',
      'show',
      '-P',
      'NRestarts',
      'denyusernshost.service',
    )
    expect(stdout.trim()).toBe('0')
    const ran = await host.runAs('mallory', 'docker', 'run', '--rm', 'busybox', 'true')
    expect(ran, ran.stderr).toMatchObject({ exitCode: 0 })
  })
})

function parsed(text: string): { Id?: string; message?: string } {
  try {
    return JSON.parse(text) as { Id?: string; message?: string }
  } catch {
    return {}
  }
}
