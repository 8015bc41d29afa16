import { appendFile, writeFile } from 'node:fs/promises'
import { must, run, type Finished } from './lab/command.ts'

/** What an image's hardening said, all of it on the machine that builds it. */
export interface Built {
  dryRun: Finished
  applied: Finished
  again: Finished
  status: Finished
  /** What the dry run left otherwise than it was: in the image, and all of these on the machine. */
  changedByDryRun: string[]
  changedOnMachine: string[]
}

/** Users, as an image may bring them. */
export async function addUsers(root: string): Promise<void> {
  await appendFile(`${root}/etc/group`, 'domain users:x:70001:alice\n')
  const users = ['alice:x:5001:5001', 'mallory:x:5002:5002']
  const lines = users.map((user) => `${user}::/:/bin/sh\n`)
  await appendFile(`${root}/etc/passwd`, lines.join(''))
}

/** Hardens an image for some groups, with the product that is in it, run by this machine's Node. */
export async function hardenImage(root: string, groups: readonly string[]): Promise<Built> {
  const profile = `${root}/var/tmp/profile.yaml`
  await writeFile(profile, JSON.stringify({ socketAccess: { groups } }))
  const wanted = ['--root', root, '--set-profile', profile]
  const machine = await listed('/etc', '/usr/local', '/var/lib/userns-harden')
  const image = await listed(root)
  const dryRun = await harden(root, 'apply', ...wanted, '--dry-run', '--detailed-exitcode')
  const changedByDryRun = differing(image, await listed(root))
  const applied = await harden(root, 'apply', ...wanted, '--yes')
  const again = await harden(root, 'apply', '--root', root, '--yes')
  const status = await harden(root, 'status', '--root', root)
  const after = await listed('/etc', '/usr/local', '/var/lib/userns-harden')
  const changedOnMachine = differing(machine, after)
  return { dryRun, applied, again, status, changedByDryRun, changedOnMachine }
}

export async function harden(root: string, ...args: string[]): Promise<Finished> {
  const program = `${root}/opt/userns-harden/bin/userns-harden.js`
  return await run(process.execPath, [program, ...args])
}

/** Files with what changes when they are written. */
async function listed(...folders: string[]): Promise<string[]> {
  const script = 'find "$@" -xdev -printf "%p %y %m %u:%g %s %C@\\n" 2>/dev/null || true'
  return (await must('sh', ['-c', script, 'sh', ...folders])).split('\n')
}

function differing(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before)
  return after.filter((line) => !known.has(line))
}

/** Something that asks Docker as early as anything can: it is started with Docker, by a unit of the image's own. */
export async function addEarlyRequest(root: string): Promise<void> {
  const unit = `[Unit]
After=docker.service
[Service]
Type=oneshot
ExecStart=sh -c 'docker info; docker create --userns=host none; true'
StandardOutput=file:/var/log/early-request
StandardError=inherit
`
  await writeFile(`${root}/etc/systemd/system/early-request.service`, unit)
  const wants = `${root}/etc/systemd/system/docker.service.wants`
  await must('mkdir', ['-p', wants])
  await must('ln', ['-s', '../early-request.service', `${wants}/early-request.service`])
}
