import { describe, expect, it } from 'vitest'
import { documentOf } from '../documents.ts'
import { fresh, onOneRelease } from '../each-release.ts'

interface Refused {
  name: string
  /** Shell lines that bring the host into this state, and out of it again. */
  prepare: string
  undo: string
  profile?: string
  code: string
  /** What is told along with it. */
  also?: string[]
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

const subordinateIds = (line: string) =>
  `cp -p /etc/subuid /etc/subgid /root; echo ${line} | tee /etc/subuid > /etc/subgid`
const subordinateIdsBack = 'cp -p /root/subuid /root/subgid /etc'

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
  badProfile('no Docker', 'docker: { service: dokcer.service }', 'docker-not-found'),
  {
    name: 'Podman in its place, too few ids, and an /etc that is mounted read-only',
    prepare: `${subordinateIds('dockremap:100000:65000')}
      mv /usr/bin/docker /usr/bin/docker.away
      ${write('/usr/bin/docker', '#!/bin/sh\nexec /usr/bin/podman "$@"\n')}
      chmod +x /usr/bin/docker
      mount --bind /etc /etc
      mount -o remount,bind,ro /etc`,
    undo: `umount -l /etc
      mv /usr/bin/docker.away /usr/bin/docker
      ${subordinateIdsBack}`,
    code: 'docker-is-podman',
    also: ['subordinate-ids-too-few', 'read-only'],
  },
  {
    // The kernel's own setting would be that of the machine below.
    name: 'no user namespaces, a full disk, and a Docker for everyone on the network',
    prepare: `echo 0 > /root/0
      mount --bind /root/0 /proc/sys/user/max_user_namespaces
      mkdir /var/lib/userns-harden
      mount -t tmpfs -o size=1M none /var/lib/userns-harden
      ${write('/etc/systemd/system/docker.socket.d/tcp.conf', '[Socket]\nListenStream=127.0.0.1:2375\n')}
      systemctl daemon-reload`,
    undo: `umount /proc/sys/user/max_user_namespaces /var/lib/userns-harden
      rm -r /var/lib/userns-harden /etc/systemd/system/docker.socket.d
      systemctl daemon-reload`,
    code: 'user-namespaces-off',
    also: ['disk-full', 'tcp-without-tls'],
  },
  {
    name: "the directory service's ids, containerd's image store, and an address in daemon.json",
    prepare: `${subordinateIds('dockremap:100000:65536')}
      ${write('/etc/samba/smb.conf', '[global]\n  idmap config UNI : range = 100000-200000\n')}
      ${write('/etc/docker/daemon.json', '{"hosts": ["tcp://0.0.0.0:2375"], "features": {"containerd-snapshotter": true}}')}`,
    undo: `rm -r /etc/samba /etc/docker/daemon.json
      ${subordinateIdsBack}`,
    code: 'subordinate-ids-overlap',
    also: ['containerd-image-store', 'tcp-without-tls'],
  },
  {
    name: 'a swarm',
    prepare: 'docker swarm init --advertise-addr 127.0.0.1',
    undo: 'docker swarm leave --force',
    code: 'swarm-active',
  },
  {
    name: 'a dockerd of another unit',
    prepare: `systemctl stop docker.socket docker
      systemd-run --quiet --unit=other dockerd
      until docker version; do sleep 0.2; done`,
    undo: `systemctl stop other
      systemctl start docker.socket docker`,
    code: 'docker-runs-elsewhere',
  },
]

onOneRelease(
  'trixie',
  { name: 'a host on which a person must decide first', boot: fresh },
  (booted) => {
    describe.each(cases)('$name', ({ prepare, undo, profile, code, also = [] }) => {
      it('is refused with a remedy, and not one byte is changed', async () => {
        const { host } = booted
        const prepared = await host.shell(`set -e\n${prepare}`)
        expect(prepared, prepared.stderr).toMatchObject({ exitCode: 0 })
        const options = profile === undefined ? [] : ['--profile', '/root/profile.yaml']
        if (profile !== undefined) await host.write('/root/profile.yaml', profile)
        const before = await host.snapshot()
        const refused = await host.harden('apply', '--yes', '--json', ...options)
        expect(refused.exitCode, refused.stdout + refused.stderr).toBe(3)
        const { problems } = (documentOf(host, 'run', refused) as Failed).failure
        expect(problems.map((problem) => problem.code)).toEqual(
          expect.arrayContaining([code, ...also]),
        )
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
  },
)

interface Failed {
  failure: { problems: { code: string; remedies: string[] }[] }
}
