import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, openSync, writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { enterOwnGroups } from './cgroups.ts'
import { must, run } from './command.ts'
import { onlyChildOf, type Place } from './place.ts'
import { releaseFacts, type Release } from './releases.ts'

const bootTimeoutMs = 60_000
const lookAgainMs = 100

export interface Booted {
  nspawn: ChildProcess
  /** The host's PID 1, as it is numbered outside. */
  pid: number
}

/** Starts the host and waits until its systemd says that it is up. */
export async function boot(place: Place, release: Release): Promise<Booted> {
  await prepareOutside()
  const nspawn = await startNspawn(place, release)
  const until = Date.now() + bootTimeoutMs
  for (;;) {
    const pid = await onlyChildOf(nspawn.pid ?? 0)
    if (pid !== undefined && (await isUp(pid))) {
      await makeWritable(pid, release)
      return { nspawn, pid }
    }
    if (nspawn.exitCode !== null || Date.now() > until) {
      throw new Error(
        `${release} does not boot:\n${await readFile(`${place.folder}/console`, 'utf8')}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
}

async function startNspawn(place: Place, release: Release): Promise<ChildProcess> {
  const { folder, root, dockerData, network } = place
  const unified = releaseFacts[release].cgroups === 'v2'
  const console = openSync(`${folder}/console`, 'a')
  const args = [
    '--quiet',
    '--register=no',
    '--keep-unit',
    '--boot',
    `--directory=${root}`,
    `--machine=${network.name}`,
    `--network-namespace-path=/run/netns/${network.name}`,
    '--capability=all',
    '--resolv-conf=off',
    '--system-call-filter=@keyring bpf perf_event_open',
    `--bind=${dockerData}:/var/lib/docker`,
    '--bind=/dev/fuse',
  ]
  const script = `${await enterOwnGroups(network.name)}\nexec systemd-nspawn "$@"`
  const nspawn = spawn('sh', ['-c', script, 'sh', ...args], {
    stdio: ['ignore', console, console],
    // Its own session: Ctrl-C reaches the tests, which then end the host in order.
    detached: true,
    env: { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: unified ? '1' : '0' },
  })
  writeFileSync(`${folder}/pid`, String(nspawn.pid))
  return nspawn
}

/** systemd-nspawn keeps locks and mounts here, and cannot take them away again on a disk. */
async function prepareOutside(): Promise<void> {
  const folder = '/run/systemd/nspawn'
  await mkdir(folder, { recursive: true })
  // Under a lock, for hosts that are booted at once: mounted twice, one would be left behind.
  const script = `mountpoint --quiet ${folder} || mount -t tmpfs tmpfs ${folder}`
  await must('flock', ['/run/systemd', 'sh', '-c', script])
}

async function isUp(pid: number): Promise<boolean> {
  if (!existsSync(`/proc/${pid}/ns/mnt`)) return false
  const state = await run('nsenter', ['-t', String(pid), '-a', 'systemctl', 'is-system-running'])
  return /^(running|degraded)/.test(state.stdout)
}

/** systemd-nspawn hands these over read-only: Docker makes groups in the v1 controllers, and sets up its networks. */
async function makeWritable(pid: number, release: Release): Promise<void> {
  const remount = 'mount -o remount,bind,rw'
  const script = [`${remount} /proc/sys`]
  if (releaseFacts[release].cgroups === 'v1') {
    script.push(
      `${remount} /sys/fs/cgroup`,
      `for one in /sys/fs/cgroup/*/; do ${remount} "$one" || true; done`,
      'systemctl reset-failed docker.service; systemctl restart docker.service',
    )
  }
  await must('nsenter', ['-t', String(pid), '-a', 'sh', '-ec', script.join('\n')])
}
