import { rename, rm, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { onEachRelease, onOneRelease } from '../each-release.ts'
import { addEarlyRequest, addUsers, hardenImage, harden, type Built } from '../image.ts'
import type { Finished } from '../lab/command.ts'
import { Host } from '../lab/host.ts'
import type { Release } from '../lab/releases.ts'
import { verify } from '../verification.ts'

const builds = new Map<Release, Built>()

onEachRelease(
  { name: 'an image that is hardened before it ever ran', boot: bootBuilt },
  (booted) => {
    const built = () => builds.get(booted.host.release)!

    it('is not changed by a dry run', () => {
      const { dryRun, changedByDryRun } = built()
      expect(dryRun, dryRun.stderr).toMatchObject({ exitCode: 2 })
      expect(dryRun.stdout).toContain('+  "userns-remap": "default"')
      expect(changedByDryRun).toEqual([])
    })

    it('is hardened in one run, which touches nothing of the machine it is built on', () => {
      const { applied, again, status, changedOnMachine } = built()
      expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
      expect(applied.stdout).toContain('Done: this image is hardened.')
      expect(again, again.stderr).toMatchObject({ exitCode: 0 })
      expect(again.stdout).toContain('Nothing to do: the image is as the profile says.')
      expect(status, status.stdout).toMatchObject({ exitCode: 0 })
      expect(changedOnMachine).toEqual([])
    })

    it('has a Docker that denies as soon as it is there', async () => {
      const seen = await booted.host.read('/var/log/early-request')
      expect(seen).toContain('authorization denied by plugin denyusernshost: userns=host')
      expect(seen).toMatch(/^ *userns$/m)
    })

    it('lets in whom the profile names, once its first boot has looked at the host', async () => {
      const { host } = booted
      await firstBootIsOver(host)
      expect(await host.ask('alice', 'http://d/_ping')).toBe('OK')
      expect(await host.ask('mallory', 'http://d/_ping')).not.toBe('OK')
      const acl = await host.run('getfacl', '--numeric', '/run/docker.sock')
      expect(acl.stdout).toContain('group:70001:rw')
    })

    it('holds, and leaves nothing to do', async () => {
      const { host } = booted
      expect(await verify(host)).toMatchObject({ exitCode: 0, through: [] })
      const plan = await host.harden('apply', '--dry-run', '--detailed-exitcode')
      expect(plan, plan.stdout + plan.stderr).toMatchObject({ exitCode: 0 })
      expect(await host.harden('status')).toMatchObject({ exitCode: 0 })
    })

    it('is without all of it after a revert', async () => {
      const { host } = booted
      const reverted = await host.harden('revert', '--yes')
      expect(reverted, reverted.stdout + reverted.stderr).toMatchObject({ exitCode: 0 })
      const info = await host.run('docker', 'info')
      expect(info, info.stderr).toMatchObject({ exitCode: 0 })
      expect(info.stdout).not.toMatch(/^ *userns$/m)
      const left = 'find /etc /usr/local -name "*userns*" -o -name "docker-setfacl*"'
      expect((await host.shell(left)).stdout).toBe('')
      expect(await host.ask('alice', 'http://d/_ping')).not.toBe('OK')
    })
  },
)

const refused: Finished[] = []

onOneRelease('trixie', { name: 'an image that is not easy', boot: bootRefused }, (booted) => {
  it('is refused where it has no apt for what is missing', () => {
    const [withoutApt] = refused
    expect(withoutApt).toMatchObject({ exitCode: 3 })
    expect(withoutApt?.stderr).toContain('package-missing')
  })

  it('is as before where its apt reaches nothing, and the package is named', () => {
    const [, withoutNetwork, dryRun] = refused
    expect(withoutNetwork).toMatchObject({ exitCode: 4 })
    expect(withoutNetwork?.stderr).toContain('install uidmap by other means')
    expect(dryRun?.stdout).toContain('+ package uidmap')
  })

  it('lets nobody in while a group is not known, and says why', async () => {
    const { host } = booted
    const told = 'until journalctl -u userns-harden-first-boot | grep later; do sleep 0.2; done'
    const journal = await host.run('timeout', '60', 'sh', '-c', told)
    expect(journal.stdout).toContain('The group staff of later is not known to this host.')
    expect(await host.ask('alice', 'http://d/_ping')).not.toBe('OK')
    const status = await host.harden('status')
    expect(status).toMatchObject({ exitCode: 2 })
    expect(status.stdout).toContain('drift    First boot')
    expect(await verify(host)).toMatchObject({ exitCode: 0, through: [] })
  })

  it('lets all in once it is', async () => {
    const { host } = booted
    await host.addGroup('staff of later', 70002)
    await firstBootIsOver(host)
    expect(await host.ask('alice', 'http://d/_ping')).toBe('OK')
    const acl = await host.run('getfacl', '--numeric', '/run/docker.sock')
    expect(acl.stdout).toContain('group:70002:rw')
    expect(await host.harden('status')).toMatchObject({ exitCode: 0 })
  })
})

async function bootBuilt(release: Release): Promise<Host> {
  return await Host.boot(release, {
    prepare: async (root) => {
      await addUsers(root)
      await addEarlyRequest(root)
      // As images have it: systemd takes its first boot for one, and enables what presets name (machine-id(5)).
      await writeFile(`${root}/etc/machine-id`, '')
      builds.set(release, await hardenImage(root, ['domain users']))
    },
  })
}

async function bootRefused(release: Release): Promise<Host> {
  return await Host.boot(release, {
    prepare: async (root) => {
      await addUsers(root)
      const apply = ['apply', '--root', root]
      await rename(`${root}/usr/bin/apt-get`, `${root}/usr/bin/apt-get.away`)
      refused.push(await harden(root, ...apply, '--yes'))
      await rename(`${root}/usr/bin/apt-get.away`, `${root}/usr/bin/apt-get`)
      const nothing = `${root}/etc/apt/apt.conf.d/99nothing`
      await writeFile(nothing, 'Acquire::http::Proxy "http://127.0.0.1:9"; Dir::Cache "/nowhere";')
      refused.push(await harden(root, ...apply, '--yes'))
      await rm(nothing)
      refused.push(await harden(root, ...apply, '--dry-run'))
      await hardenImage(root, ['domain users', 'staff of later'])
    },
  })
}

async function firstBootIsOver(host: Host): Promise<void> {
  const over = 'while test -e /usr/local/sbin/userns-harden-first-boot; do sleep 0.2; done'
  const { exitCode } = await host.run('timeout', '60', 'sh', '-c', over)
  if (exitCode === 0) return
  throw new Error((await host.run('journalctl', '-u', 'userns-harden-first-boot')).stdout)
}
