import { expect } from 'vitest'
import type { Host } from '../hosts/lab/host.ts'

/**
 * All of a host that apply can change, a line each: files with mode, owner and content, units, rights, and what Docker
 * does. shadow(5)'s own backups (`passwd-`) are left out: whatever makes a user writes them.
 */
const script = `
find /etc /usr/local -not -name '*-' -printf '%p %y %m %U:%G %l\\n' | sort
find /etc /usr/local -not -name '*-' -type f -exec sha256sum {} + | sort -k 2
systemctl list-unit-files --no-legend --no-pager | grep -v '^run-'
for unit in docker.service docker.socket denyusernshost.service denyusernshost.socket docker-setfacl.service; do
  systemctl show -p Id,ActiveState,UnitFileState $unit | tr '\\n' ' '; echo
done
getfacl -n /run/docker.sock 2>&1
docker info --format '{{.SecurityOptions}} {{.Plugins.Authorization}} {{.DockerRootDir}}' 2>&1
docker image ls -q 2>&1
`

export async function stateOf(host: Host): Promise<string[]> {
  return (await host.shell(script)).stdout.split('\n')
}

/**
 * What holds at every moment at which Docker answers: alice, who was given access by apply and had none before, has it
 * only while Docker maps user ids and asks the plugin.
 */
export async function expectProtected(host: Host): Promise<void> {
  const docker = await host.run(
    'docker',
    'info',
    '--format',
    '{{.SecurityOptions}} {{.Plugins.Authorization}}',
  )
  expect(docker, docker.stderr).toMatchObject({ exitCode: 0 })
  const alice = await host.runAs('alice', 'docker', 'version')
  if (alice.exitCode !== 0) return
  expect(docker.stdout).toContain('name=userns')
  expect(docker.stdout).toContain('[denyusernshost]')
}

export async function expectHardened(host: Host): Promise<void> {
  await expectProtected(host)
  const alice = await host.runAs('alice', 'docker', 'version')
  expect(alice, alice.stderr).toMatchObject({ exitCode: 0 })
  const pending = await host.harden('apply', '--dry-run', '--detailed-exitcode')
  expect(pending, pending.stdout).toMatchObject({ exitCode: 0 })
}

/** Half-written files, and locks of processes that are gone. */
export async function expectNothingLeftLying(host: Host): Promise<void> {
  const { stdout } = await host.shell(
    "find /etc /usr/local /var/lib/userns-harden /run -maxdepth 4 -name '.*.userns-harden' -o -maxdepth 4 -name 'userns-harden-*' | grep -v docker",
  )
  expect(stdout).toBe('')
}
