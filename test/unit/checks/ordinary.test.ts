import { expect, it } from 'vitest'
import { find, told, withFiles } from './found.ts'

const passwd = 'root:x:0:0::/root:/bin/sh\nubuntu:x:1000:1000::/home/ubuntu:/bin/sh\n'
const sssd = `[sssd]
domains = uni.example
services = nss, pam
[domain/uni.example]
id_provider = ad
access_provider = ad
fallback_homedir = /home/%u
`

const ordinary = withFiles({
  '/etc/passwd': passwd,
  '/etc/group': 'root:x:0:\ndocker:x:998:ubuntu\n',
  '/etc/subuid': 'ubuntu:100000:65536\n',
  '/etc/subgid': 'ubuntu:100000:65536\n',
  '/etc/sssd/sssd.conf': sssd,
  '/etc/samba/smb.conf': '[global]\n workgroup = UNI\n',
  '/run/docker.pid': '341',
  '/proc/341/comm': 'dockerd\n',
  '/proc/341/cgroup': '0::/system.slice/docker.service\n',
})

it('finds nothing on a fresh Debian host', async () => {
  expect(await find(withFiles({}))).toEqual([])
})

it('refuses nothing on an ordinary host with sssd', async () => {
  // sssd's own range begins at 200000, Docker's next one ends at 231071: which part sssd uses, nobody wrote.
  expect(await told(ordinary)).toEqual([
    'warns subordinate-ids-overlap',
    'warns subordinate-ids-overlap',
  ])
})

it('finds nothing there once the remap has ids below those of sssd', async () => {
  const own = 'dockremap:100000:65536\nubuntu:2000300000:65536\n'
  const hardened = { ...ordinary.files, '/etc/subuid': own, '/etc/subgid': own }
  expect(await find({ ...ordinary, files: hardened })).toEqual([])
})

it('tells everything with a code and a remedy', async () => {
  const problems = (
    await find(
      withFiles(
        { '/proc/sys/user/max_user_namespaces': '0' },
        {
          units: {},
          docker: { swarm: 'active', rootless: true },
          rooms: { '/etc/systemd/system': { obstacle: 'read-only', freeBytes: 0 } },
        },
      ),
    )
  ).map(({ problem }) => problem)
  expect(problems.length).toBeGreaterThan(4)
  for (const { code, remedies } of problems) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
    expect(remedies.length).toBeGreaterThan(0)
  }
})
