import { expect, it } from 'vitest'
import { followArticle } from '../../escapes/article.ts'
import { onEachRelease, onOneRelease } from '../each-release.ts'
import type { Host } from '../lab/host.ts'

interface Verification {
  as: string
  hasAccess: boolean
  attempts: { id: string; title: string; state: string; answer?: string }[]
}

async function verify(host: Host, ...args: string[]) {
  const { exitCode, stdout } = await host.harden('verify', '--json', ...args)
  const found = JSON.parse(stdout) as Verification
  const inState = (state: string) => found.attempts.filter((one) => one.state === state)
  return { exitCode, found, held: inState('held'), through: inState('through') }
}

/** What a request leaves behind that was let through. */
async function leftovers(host: Host): Promise<string> {
  const script =
    'docker ps -aq; docker volume ls -q; docker images -q; docker network ls --format "{{.Name}}"; docker info -f "{{.Swarm.LocalNodeState}}"'
  return (await host.shell(script)).stdout
}

onEachRelease('a hardened host, verified', (booted) => {
  it('holds, with the rights of root and of a user of the socket', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.addUser('eve', 5002)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [mallory] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    for (const user of ['root', 'mallory']) {
      const { exitCode, found, held } = await verify(host, '--as', user)
      expect(found.attempts).toEqual(held)
      expect(found).toMatchObject({ as: user, hasAccess: true })
      expect(held.length).toBeGreaterThan(15)
      expect(exitCode).toBe(0)
    }
    expect(await leftovers(host)).toBe('bridge\nhost\nnone\ninactive\n')
  })

  it('tells of a user who has no right on the socket that there is nothing to try', async () => {
    const { exitCode, found } = await verify(booted.host, '--as', 'eve')
    expect(found).toMatchObject({ as: 'eve', hasAccess: false, attempts: [] })
    expect(exitCode).toBe(0)
  })
})

interface Denials {
  denials: { time: string; rule: string; method: string; path: string; image?: string }[]
}

onOneRelease('what was denied', (booted) => {
  const denials = async (...args: string[]) => await booted.host.harden('denials', ...args)

  it('is told by rule, with time and subject, and as JSON', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [mallory] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const begin = (await host.shell('sleep 1; date "+%F %T"')).stdout.trim()
    expect((await denials('--since', begin)).stdout).toBe('Nothing was denied.\n')
    await host.runAs('mallory', 'docker', 'create', '--name', 'x', '--privileged', 'busybox')
    await host.runAs('mallory', 'docker', 'create', '--userns=host', 'busybox')
    await host.runAs('mallory', 'docker', 'create', '--userns=host', 'debian')
    const json = await denials('--since', begin, '--json')
    const found = (JSON.parse(json.stdout) as Denials).denials
    expect(found).toMatchObject([
      { rule: 'privileged', method: 'POST', container: 'x', image: 'busybox' },
      { rule: 'usernsHost', image: 'busybox' },
      { rule: 'usernsHost', image: 'debian' },
    ])
    expect(found[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    const { stdout } = await denials('--since', begin)
    expect(stdout.split('\n')[0]).toBe('usernsHost: 2')
    expect(stdout).toContain('privileged: 1')
    expect(stdout).toContain('3 denied.')
  })

  it('is told as it comes', async () => {
    const { host } = booted
    const following = host.shell(
      'timeout 8 node /opt/userns-harden/bin/userns-harden.js denials --follow --json',
    )
    await host.shell('sleep 4')
    await host.runAs('mallory', 'docker', 'create', '--pid=host', 'busybox')
    const lines = (await following).stdout.trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { rule: string }).rule)).toEqual([
      'hostNamespaces',
    ])
  })

  it('is refused, and not said to be nothing, where it cannot be seen', async () => {
    const unseen = await booted.host.runAs(
      'mallory',
      'node',
      '/opt/userns-harden/bin/userns-harden.js',
      'denials',
    )
    expect(unseen).toMatchObject({ exitCode: 3, stdout: '' })
    const unclear = await denials('--since', 'the day before')
    expect(unclear.exitCode).toBe(3)
    expect(unclear.stderr).toContain('[journal-not-read]')
  })
})

onOneRelease('the article’s set-up, verified', (booted) => {
  it('does not hold, and nothing is left behind all the same', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await followArticle(host, 'u:mallory:rw')
    const before = await leftovers(host)
    const { exitCode, held, through } = await verify(host, '--as', 'mallory')
    expect(exitCode).toBe(1)
    // The one thing that its plugin looks at; newer versions of Docker show it large bodies too.
    const stopped = held.map(({ title }) => title)
    expect(stopped).toContain("the host's user namespace")
    expect(stopped.length).toBeLessThanOrEqual(2)
    expect(through.map(({ id }) => id)).toContain('privileged')
    expect(await leftovers(host)).toBe(before)
    const { stdout } = await host.harden('verify')
    expect(stdout).toContain('What to do at once')
  })
})

const dropIn = '/etc/systemd/system/denyusernshost.service.d/other.conf'
/** Answers on the socket of systemd's, and allows everything. */
const openHanded = `require('node:http').createServer((asked, answer) => {
  const text = asked.url === '/Plugin.Activate' ? '{"Implements":["authz"]}' : '{"Allow":true}'
  asked.resume().on('end', () => answer.end(text))
}).listen({ fd: 3 })`

onOneRelease('a plugin that something else has put in the place of ours', (booted) => {
  it('is found by apply itself, which undoes what it did', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.write('/opt/open-handed.cjs', openHanded)
    await host.write(
      dropIn,
      '[Service]\nExecStart=\nExecStart=/usr/bin/node /opt/open-handed.cjs\n',
    )
    await host.shell('systemctl daemon-reload; systemctl restart denyusernshost.service')
    expect(await verify(host)).toMatchObject({ exitCode: 1, held: [] })

    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [mallory] }')
    const again = await host.harden('apply', '--yes')
    expect(again).toMatchObject({ exitCode: 4 })
    expect(again.stderr).toContain('[not-held]')
    const acl = await host.shell('getfacl -cn /run/docker.sock')
    expect(acl.stdout).not.toContain('user:5001')
  })

  it('is not tried where the profile allows it', async () => {
    const { host } = booted
    await host.shell(
      `rm ${dropIn}; systemctl daemon-reload; systemctl restart denyusernshost.service`,
    )
    await host.write('/etc/userns-harden/profile.yaml', 'policy: { swarm: allow }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const { exitCode, found } = await verify(host)
    expect(found.attempts.filter(({ state }) => state !== 'held')).toMatchObject([
      { id: 'swarm', state: 'allowed' },
    ])
    expect(exitCode).toBe(0)
  })
})
