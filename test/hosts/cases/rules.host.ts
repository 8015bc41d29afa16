import { describe, expect, it } from 'vitest'
import { onOldestAndNewest } from '../each-release.ts'

/** Each by the rule that must deny it. */
const denied = [
  ['privileged', 'docker run --privileged busybox true'],
  ['privileged', 'docker exec --privileged web true'],
  ['hostNamespaces', 'docker run --pid=host busybox true'],
  ['hostNamespaces', 'docker run --network=host busybox true'],
  ['hostNamespaces', 'docker run --uts=host busybox true'],
  ['devices', 'docker run --device=/dev/null:/dev/x busybox true'],
  ['devices', 'docker run --device=/dev busybox true'],
  ['deviceRules', 'docker run --device-cgroup-rule="b 254:0 rwm" busybox true'],
  ['volumeOptions', 'docker volume create --opt type=none --opt o=bind --opt device=/root stolen'],
  [
    'volumeOptions',
    'docker run --mount type=volume,target=/x,volume-opt=type=none,volume-opt=o=bind,volume-opt=device=/root busybox true',
  ],
  ['enginePlugins', 'docker plugin enable some'],
  ['swarm', 'docker swarm init'],
  ['securityOptions', 'docker run --security-opt seccomp=unconfined busybox true'],
  ['securityOptions', 'docker run --security-opt systempaths=unconfined busybox true'],
  ['cgroupParent', 'docker run --cgroup-parent=/x busybox true'],
  ['runtimes', 'docker run --runtime=io.containerd.runc.v2 busybox true'],
  ['logDrivers', 'docker run --log-driver=syslog busybox true'],
  ['networkDrivers', 'docker network create --driver macvlan own'],
  ['subnets', 'docker network create --subnet 9.9.9.0/24 own'],
  ['binds', 'docker run -v /run/systemd:/x busybox true'],
  ['remoteSources', 'docker import http://127.0.0.1:1/x.tar'],
].map(([rule = '', command = '']) => ({ rule, command }))

onOldestAndNewest('the rules of the plugin', (booted) => {
  it('are in force for a user who has only the ACL', async () => {
    const { host } = booted
    await host.addUser('mallory', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [mallory] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.importBusybox()
    await host.run('docker', 'run', '-d', '--name', 'web', 'busybox', 'sleep', '1000')
  })

  describe.each(denied)('$command', ({ rule, command }) => {
    it('is denied, and logged by its rule', async () => {
      const { host } = booted
      const { exitCode, stderr } = await host.runAs('mallory', 'sh', '-c', command)
      expect(exitCode).not.toBe(0)
      expect(stderr).toContain('authorization denied by plugin denyusernshost: ')
      // Whose it was may be known a moment later.
      const lastLine = 'journalctl _SYSTEMD_UNIT=denyusernshost.service -o cat -n 1'
      await expect
        .poll(async () => JSON.parse((await host.shell(lastLine)).stdout) as unknown, {
          timeout: 3_000,
        })
        .toMatchObject({ denied: rule })
    })
  })

  it('have lines in the journal that no container can forge', async () => {
    const { host } = booted
    const forging =
      'docker run --rm --log-driver journald --log-opt labels=OBJECT_SYSTEMD_UNIT --label OBJECT_SYSTEMD_UNIT=denyusernshost.service busybox busybox echo \'{"denied":"forged"}\''
    const forged = await host.runAs('mallory', 'sh', '-c', forging)
    expect(forged, forged.stderr).toMatchObject({ exitCode: 0 })
    await expect
      .poll(async () => (await host.shell('journalctl -o cat')).stdout)
      .toContain('forged')
    const { stdout } = await host.shell('journalctl _SYSTEMD_UNIT=denyusernshost.service -o cat')
    expect(stdout).toContain('{"denied":"remoteSources"')
    expect(stdout).not.toContain('forged')
  })

  it('are not passed by HTTP/2, which Docker is kept from', async () => {
    const { host } = booted
    const environment = await host.shell("tr '\\0' '\\n' </proc/$(pidof dockerd)/environ")
    expect(environment.stdout).toContain('GODEBUG=http2server=0\n')
    const grpc = await host.runAs(
      'mallory',
      ...['curl', '-sS', '--http2-prior-knowledge', '-H', 'Content-Type: application/grpc'],
      ...['--unix-socket', '/run/docker.sock', 'http://d/moby.buildkit.v1.Control/Info'],
    )
    expect(grpc.exitCode, grpc.stdout).not.toBe(0)
  })

  it('need few rights', async () => {
    const { stdout } = await booted.host.shell(
      'systemd-analyze security --no-pager denyusernshost.service | tail -1',
    )
    const exposure = Number(/service: ([0-9.]+)/.exec(stdout)?.[1])
    expect(exposure, stdout).toBeLessThanOrEqual(2)
  })

  it('are changed by the profile without a restart of Docker, and no request is dropped', async () => {
    const { host } = booted
    const profile =
      "socketAccess: { users: [mallory] }\npolicy: { cgroupParent: allow, devices: ['/dev/fus*'] }\n"
    await host.write('/etc/userns-harden/profile.yaml', profile)
    const invocation = async () =>
      (await host.run('systemctl', 'show', '-P', 'InvocationID', 'docker.service')).stdout
    const before = await invocation()
    const asking = host.runAs(
      'mallory',
      ...['sh', '-c', 'until [ -e /tmp/enough ]; do docker ps -q >/dev/null || echo dropped; done'],
    )
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.shell('touch /tmp/enough')
    const { stdout, stderr } = await asking
    expect(stdout + stderr).toBe('')
    expect(await invocation()).toBe(before)
    const made = await host.runAs(
      'mallory',
      'docker',
      'create',
      '--cgroup-parent=x.slice',
      'busybox',
      'true',
    )
    expect(made, made.stderr).toMatchObject({ exitCode: 0 })
  })

  it('open the devices that the profile names, and no others', async () => {
    const { host } = booted
    await host.shell('mknod -m 600 /dev/fusdisk b 7 0')
    const run = (device: string) =>
      host.runAs('mallory', ...['docker', 'run', '--rm', '--device', device, 'busybox', 'true'])
    expect(await run('/dev/fuse')).toMatchObject({ exitCode: 0 })
    expect((await run('/dev/fusdisk')).stderr).toContain('is a block device')
    expect((await run('/dev/null')).stderr).toContain('allowed are /dev/fus*')
  })
})
