import { expect, it } from 'vitest'
import { articlesDaemonJson, articlesPlugin, followArticle } from '../../escapes/article.ts'
import { onOneRelease } from '../each-release.ts'

const profile = 'socketAccess: { groups: [domain users] }'

/** Made under the article's plugin, which sees one spelling only. */
const outside =
  '{"image":"busybox","cmd":["sleep","1000"],"hostconfig":{"usernsmode":"host","restartpolicy":{"name":"always"}}}'

onOneRelease('bookworm', 'a host set up by the article', (booted) => {
  it('is taken over without losing a file, and Docker keeps its data and its configuration', async () => {
    const { host } = booted
    await host.addGroup('domain users', 70001)
    await host.addUser('alice', 5001, { groups: ['domain users'] })
    await followArticle(host, 'g:domain users:rw')
    await host.importBusybox()
    const made = await host.ask(
      'alice',
      ...['-H', 'Content-Type: application/json', '-d', outside],
      'http://docker/containers/create?name=outside',
    )
    expect(made).toContain('"Id"')
    const bound = await host.runAs(
      'alice',
      ...[
        'sh',
        '-ec',
        'cd /home/alice; docker start outside; docker create --name bound -v /home/alice/p/escape:/x busybox true; mkdir p; mv p q; ln -s /etc p',
      ],
    )
    expect(bound, bound.stderr).toMatchObject({ exitCode: 0 })
    await host.write('/etc/userns-harden/profile.yaml', profile)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    expect(applied.stdout).toContain("  outside: in the host's user namespace\n")
    const merged = await host.read('/etc/docker/daemon.json')
    expect(merged.startsWith(articlesDaemonJson.replace(/\s*}\s*$/, ','))).toBe(true)
    expect(JSON.parse(merged)).toMatchObject({
      builder: { entitlements: { 'network-host': false } },
    })

    const record = await host.shell('head -1 /var/lib/userns-harden/*.jsonl')
    expect(record.stdout).toContain('WantedBy=multi-user.target')
    const kept = await host.shell('cat /var/lib/userns-harden/*.old/*')
    expect(kept.stdout).toContain(articlesPlugin)
  })

  it('has nothing to do afterwards, and lets alice work', async () => {
    const { host } = booted
    const dry = await host.harden('apply', '--dry-run', '--detailed-exitcode')
    expect(dry, dry.stdout).toMatchObject({ exitCode: 0 })
    const folded = await host.ask(
      'alice',
      ...['-H', 'Content-Type: application/json', 'http://docker/containers/create'],
      ...['-d', '{"image":"busybox","hostconfig":{"usernsmode":"host"}}'],
    )
    expect(folded).toContain('denyusernshost')
  })

  it('lets nobody into a container that was made in the host’s user namespace', async () => {
    const { host } = booted
    const running = await host.shell('docker inspect -f "{{.State.Running}}" outside')
    expect(running.stdout.trim()).toBe('true')
    const entered = await host.runAs('alice', 'docker', 'exec', 'outside', 'id')
    expect(entered.stderr).toContain('is in the host')
    const restarted = await host.runAs('alice', 'docker', 'restart', '-t', '0', 'outside')
    expect(restarted.stderr).toContain('is in the host')
    const removed = await host.runAs('alice', 'docker', 'rm', '-f', 'outside')
    expect(removed, removed.stderr).toMatchObject({ exitCode: 0 })
  })

  it('starts no container that would make a folder as root', async () => {
    const { host } = booted
    const started = await host.runAs('alice', 'docker', 'start', 'bound')
    expect(started.stderr).toContain('"bound" has "/home/alice/p/escape" by -v')
    expect((await host.shell('test -e /etc/escape')).exitCode).toBe(1)
  })

  it('goes back to an own build when the profile says so', async () => {
    const { host } = booted
    await host.write('/srv/own-build', articlesPlugin)
    const { stdout } = await host.run('sha256sum', '/srv/own-build')
    const plugin = `plugin: { source: file, path: /srv/own-build, sha256: ${stdout.slice(0, 64)} }`
    await host.write('/etc/userns-harden/profile.yaml', `${profile}\n${plugin}\n`)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const again = await host.harden('apply', '--dry-run', '--detailed-exitcode')
    expect(again, again.stdout).toMatchObject({ exitCode: 0 })
    const denied = await host.runAs('alice', 'docker', 'run', '--userns=host', 'busybox')
    expect(denied.stderr).toContain('userns=host is not allowed.')
  })
})
