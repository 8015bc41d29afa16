import { expect, it } from 'vitest'
import { onEachRelease } from '../each-release.ts'

const profile = 'socketAccess: { groups: [domain users] }'

/** A stand-in for the article's plugin: it makes its socket itself and looks for one spelling only. */
const articlesPlugin = `#!/usr/bin/node
const http = require('node:http'), fs = require('node:fs')
const socket = '/run/docker/plugins/denyusernshost.sock'
fs.mkdirSync('/run/docker/plugins', { recursive: true })
fs.rmSync(socket, { force: true })
http.createServer((request, response) => {
  let text = ''
  request.on('data', (part) => (text += part)).on('end', () => {
    if (request.url === '/Plugin.Activate') return response.end('{"Implements":["authz"]}')
    const { RequestUri = '', RequestBody = '' } = JSON.parse(text || '{}')
    const body = Buffer.from(RequestBody, 'base64').toString()
    const host = RequestUri.includes('/containers/create') && body.includes('"UsernsMode":"host"')
    response.end(JSON.stringify(host ? { Allow: false, Msg: 'userns=host is not allowed.' } : { Allow: true }))
  })
}).listen(socket)
`
const articlesUnits: Record<string, string> = {
  '/etc/systemd/system/denyusernshost.service':
    '[Unit]\nBefore=docker.service\n[Service]\nExecStart=/usr/local/sbin/denyusernshost\n[Install]\nWantedBy=multi-user.target\n',
  '/etc/systemd/system/docker-setfacl.service':
    '[Unit]\nAfter=docker.service\n[Service]\nType=oneshot\nExecStart=/usr/bin/setfacl -m "g:domain users:rw" /var/run/docker.sock\n[Install]\nWantedBy=multi-user.target\n',
  '/etc/docker/daemon.json':
    '{\n    "userns-remap": "default",\n    "authorization-plugins": ["denyusernshost"]\n}\n',
}

onEachRelease('a host set up by the article', (booted) => {
  it('is taken over without losing a file, and Docker keeps its data and its configuration', async () => {
    const { host } = booted
    await host.addGroup('domain users', 70001)
    await host.addUser('alice', 5001, { groups: ['domain users'] })
    await host.shell('apt-get update && apt-get install -y uidmap acl')
    await host.write('/usr/local/sbin/denyusernshost', articlesPlugin, 0o755)
    for (const [path, text] of Object.entries(articlesUnits)) await host.write(path, text)
    const started = await host.shell(
      'systemctl daemon-reload && systemctl enable --now denyusernshost && systemctl restart docker && systemctl enable --now docker-setfacl && mkdir -p /etc/userns-harden',
    )
    expect(started, started.stderr).toMatchObject({ exitCode: 0 })
    await host.write('/etc/userns-harden/profile.yaml', profile)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const merged = await host.read('/etc/docker/daemon.json')
    const old = articlesUnits['/etc/docker/daemon.json'] ?? ''
    expect(merged.startsWith(old.replace(/\s*}\s*$/, ','))).toBe(true)
    expect(JSON.parse(merged)).toMatchObject({
      builder: { entitlements: { 'network-host': false } },
    })

    const record = await host.shell('head -1 /var/lib/userns-harden/*.jsonl')
    expect(record.stdout).toContain('WantedBy=multi-user.target')
    const kept = await host.shell('cat $(ls /var/lib/userns-harden/* | grep -v jsonl)')
    expect(kept.stdout).toBe(articlesPlugin)
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
