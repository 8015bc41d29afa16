import { expect, it } from 'vitest'
import { followArticle } from '../../escapes/article.ts'
import { onOneRelease } from '../each-release.ts'
import { leftovers, verify } from '../verification.ts'

onOneRelease('trixie', 'the article’s set-up, verified', (booted) => {
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

onOneRelease('trixie', 'a plugin that something else has put in the place of ours', (booted) => {
  it('is found by apply itself, which undoes what it did', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.write('/opt/open-handed.cjs', openHanded)
    await host.write(
      dropIn,
      '[Service]\nBindReadOnlyPaths=/opt/open-handed.cjs:/usr/local/sbin/denyusernshost\n',
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
