import { describe, expect, it } from 'vitest'
import { documentOf } from '../documents.ts'
import { onOneRelease } from '../each-release.ts'
import type { Host } from '../lab/host.ts'
import { leftovers, verify } from '../verification.ts'

interface Status {
  version: number
  areas: { id: string; state: string; findings: { what: string; remedies: string[] }[] }[]
}

/** `drift docker-group`, a line each area that is not ok. Bugs of Docker itself are of the release. */
async function told(host: Host): Promise<{ exitCode: number; areas: string[] }> {
  const asked = await host.harden('status', '--json')
  const { areas } = documentOf(host, 'status', asked) as Status
  const wrong = areas.filter(({ id, state }) => state !== 'ok' && id !== 'engine-version')
  return { exitCode: asked.exitCode, areas: wrong.map(({ id, state }) => `${state} ${id}`) }
}

const fine = { exitCode: 0, areas: [] }
const profile = 'socketAccess: { users: [mallory] }'

onOneRelease('forky', 'the status of a host', (booted) => {
  it('misses every part of the hardening on a fresh host, and changes nothing', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.write('/etc/userns-harden/profile.yaml', profile)
    const { exitCode, areas } = await told(host)
    expect(exitCode).toBe(2)
    expect(areas).toContain('missing plugin-files')
    expect(areas).toContain('drift docker-running')
    const written = await host.shell('ls /etc/docker/daemon.json /var/lib/userns-harden')
    expect(written.exitCode).not.toBe(0)
  })

  it('is fine after apply, at 80 columns and without colours in a pipe', async () => {
    const { host } = booted
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    expect(await told(host)).toEqual(fine)
    const { stdout, exitCode } = await host.harden('status')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('This host is as its profile says.')
    expect(stdout).not.toContain('\u001b')
    const prose = stdout.split('\n').filter((line) => !line.trimStart().startsWith('- '))
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('holds, with the rights of root and of a user of the socket', async () => {
    const { host } = booted
    await host.addUser('eve', 5003)
    for (const [as, ...args] of [['root'], ['mallory', '--as', 'mallory']]) {
      const { exitCode, found, held } = await verify(host, ...args)
      expect(found.attempts).toEqual(held)
      expect(found).toMatchObject({ as, hasAccess: true })
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

  it('says which bugs this Docker has', async () => {
    const { host } = booted
    const { areas } = documentOf(host, 'status', await host.harden('status', '--json')) as Status
    const version = areas.find(({ id }) => id === 'engine-version')
    expect(JSON.stringify(version?.findings)).toContain('CVE-2026-41568')
  })
})

const dockerDropIn = '/etc/systemd/system/docker.service.d/listener.conf'
/** What is done to a hardened host, the one area that tells, and what cures it where apply does not. */
const drifts: [name: string, script: string, area: string, cure?: string][] = [
  ['a unit disabled', 'systemctl disable denyusernshost.service', 'drift plugin-units'],
  ['the socket’s unit stopped', 'systemctl stop docker-setfacl.service', 'drift socket-access'],
  ['the ACL removed', 'setfacl -b /run/docker.sock', 'drift socket-access'],
  ['another plugin', 'echo "#!/bin/true" > /usr/local/sbin/denyusernshost', 'drift plugin-files'],
  [
    'the policy loosened',
    'sed -i s/deny/allow/ /etc/userns-harden/policy.json',
    'drift plugin-files',
  ],
  [
    'daemon.json without the remap',
    'sed -i /userns-remap/d /etc/docker/daemon.json',
    'drift daemon-config',
  ],
  [
    'HTTP/2 let in',
    'rm /etc/systemd/system/docker.service.d/userns-harden.conf',
    'missing daemon-unit',
  ],
  [
    'another program by a drop-in',
    'mkdir /etc/systemd/system/denyusernshost.service.d; printf "[Service]\\nExecStart=\\nExecStart=/bin/sleep 99\\n" > /etc/systemd/system/denyusernshost.service.d/own.conf; systemctl daemon-reload',
    'drift plugin-units',
    'rm -r /etc/systemd/system/denyusernshost.service.d; systemctl daemon-reload',
  ],
  [
    'a member of the group docker',
    'gpasswd -a mallory2 docker',
    'drift docker-group',
    'gpasswd -d mallory2 docker',
  ],
  [
    'an ACL for others',
    'setfacl -m u:5002:rw /run/docker.sock',
    'drift socket-rights',
    'setfacl -x u:5002 /run/docker.sock',
  ],
  [
    'the socket open to all',
    'chmod 0666 /run/docker.sock',
    'drift socket-rights',
    'chmod 0660 /run/docker.sock',
  ],
  [
    'containerd open to all',
    'chmod 0666 /run/containerd/containerd.sock',
    'drift engine-sockets',
    'chmod 0660 /run/containerd/containerd.sock',
  ],
  [
    'a docker client with set-group-id',
    'chmod g+s $(command -v docker)',
    'drift engine-sockets',
    'chmod g-s $(command -v docker)',
  ],
  [
    'the folder of plugins given away',
    'chown mallory /run/docker/plugins',
    'drift plugin-paths',
    'chown root /run/docker/plugins',
  ],
  [
    'homes kept by their folder',
    'install -d -m 0700 -o mallory /home/private; echo x > /home/private/notes',
    'warn open-homes',
    'rm -r /home/private',
  ],
  [
    'a listener on the network',
    `printf '[Service]\\nExecStart=\\nExecStart=/usr/sbin/dockerd -H fd:// -H tcp://127.0.0.1:2375\\n' > ${dockerDropIn}; systemctl daemon-reload`,
    'drift tcp-listener',
    `rm ${dockerDropIn}; systemctl daemon-reload`,
  ],
]

onOneRelease('trixie', 'a hardened host that has drifted', (booted) => {
  it('is fine at first', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.addUser('mallory2', 5002)
    await host.write('/etc/userns-harden/profile.yaml', profile)
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    expect(await told(host)).toEqual(fine)
  })

  describe.each(drifts)('%s', (_name, script, area, cure) => {
    it('is named, and nothing else', async () => {
      const { host } = booted
      const drifted = await host.shell(script)
      expect(drifted, drifted.stderr).toMatchObject({ exitCode: 0 })
      const { exitCode, areas } = await told(host)
      expect(areas).toEqual([area])
      expect(exitCode).toBe(area.startsWith('warn') ? 0 : 2)
    })

    it(`is cured by ${cure ?? 'apply'}`, async () => {
      const { host } = booted
      const cured =
        cure === undefined ? await host.harden('apply', '--yes') : await host.shell(cure)
      // That all is fine again is seen by the next, which is named alone.
      expect(cured, cured.stderr).toMatchObject({ exitCode: 0 })
    })
  })

  it('is fine again', async () => {
    expect(await told(booted.host)).toEqual(fine)
  })

  it('tells a user without rights what can be seen, and that the rest could not', async () => {
    const { host } = booted
    const seen = await host.runAs(
      'mallory2',
      'node',
      '/opt/userns-harden/bin/userns-harden.js',
      'status',
    )
    expect(seen).toMatchObject({ exitCode: 1 })
    expect(seen.stdout).toContain('could not be told')
    expect(seen.stdout).not.toMatch(/drift|missing/)
  })
})
