import { describe, expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import { groups, undoPlan } from '../../../src/engine/undo/undo-plan.ts'
import type { Change } from '../../../src/plan/change.ts'
import { netChanges, type PerformedChange } from '../../../src/plan/net-changes.ts'
import { steps } from '../../../src/steps/index.ts'
import { after } from '../steps/after.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'

async function applied(
  shape: HostShape,
): Promise<{ host: HostShape; performed: PerformedChange[] }> {
  const plan = await makePlan(foundHost(shape), domainUsers, null)
  const performed = plan.steps.flatMap(({ id, changes }) =>
    changes.map((change) => ({ step: id, change })),
  )
  const host = performed.reduce((now, { change }, index) => after(now, change, 2000 + index), shape)
  return { host, performed }
}

async function undo(host: HostShape, performed: PerformedChange[]) {
  const { steps, conflicts } = await undoPlan(netChanges([performed]), 'apply', foundHost(host))
  return { changes: steps.flatMap(({ changes }) => changes), conflicts }
}

function told(change: Change): string {
  const what = 'path' in change ? change.path : 'unit' in change ? change.unit : ''
  return `${change.kind} ${what}`.trim()
}

describe('undoing an apply', () => {
  it('takes access away first, and the plugin only after Docker no longer asks it', async () => {
    const { host, performed } = await applied(freshHost)
    const { changes, conflicts } = await undo(host, performed)
    expect(conflicts).toEqual([])
    expect(changes.map(told)).toEqual([
      'acl /run/docker.sock',
      'unit docker-setfacl.service',
      'removal /etc/systemd/system/docker-setfacl.service',
      'daemon-reload',
      'removal /etc/systemd/system/docker.service.d/userns-harden.conf',
      'removal /etc/docker/daemon.json',
      'removal /etc/systemd/system/docker.service.d',
      'daemon-reload',
      'docker-return',
      'unit denyusernshost.service',
      'unit denyusernshost.socket',
      'unit denyusernshost-callers.socket',
      'removal /etc/systemd/system/denyusernshost-callers.service',
      'removal /etc/systemd/system/denyusernshost-callers.socket',
      'removal /etc/systemd/system/denyusernshost.service',
      'removal /etc/systemd/system/denyusernshost.socket',
      'removal /etc/userns-harden/policy.json',
      'removal /usr/local/sbin/denyusernshost',
      'removal /etc/userns-harden',
      'daemon-reload',
    ])
  })

  it('leaves no step out', () => {
    expect(groups.flatMap((group) => group.steps).sort()).toEqual(steps.map(({ id }) => id).sort())
  })

  it('does nothing about what was begun and not done', async () => {
    const { performed } = await applied(freshHost)
    const { changes, conflicts } = await undo(freshHost, performed.slice(0, 10))
    expect(conflicts).toEqual([])
    expect(changes).toEqual([])
  })

  it('has no Docker return that was uninstalled since', async () => {
    const { host, performed } = await applied(freshHost)
    const { docker, units, acl, ...rest } = host
    const others = Object.entries(units ?? {}).filter(([name]) => name !== 'docker.service')
    expect([docker, acl]).not.toContain(undefined)
    const { changes, conflicts } = await undo(
      { ...rest, units: Object.fromEntries(others) },
      performed,
    )
    expect(conflicts).toEqual([])
    const kinds = changes.map(({ kind }) => kind)
    expect(kinds).toContain('removal')
    expect(kinds).not.toContain('docker-return')
  })

  it('does not overwrite what others have changed since', async () => {
    const { host, performed } = await applied(freshHost)
    const unit = '/etc/systemd/system/docker-setfacl.service'
    const files = { ...host.files, [unit]: `${host.files?.[unit] ?? ''}# mine\n` }
    const { conflicts } = await undo({ ...host, files }, performed)
    expect(conflicts).toMatchObject([{ code: 'changed-since', where: unit }])
  })

  it('takes out of daemon.json only what apply put in', async () => {
    const { host, performed } = await applied(freshHost)
    const path = '/etc/docker/daemon.json'
    const text = (host.files?.[path] ?? '').replace('{', '{\n  "debug": true,')
    const { changes, conflicts } = await undo(
      { ...host, files: { ...host.files, [path]: text } },
      performed,
    )
    expect(conflicts).toEqual([])
    const change = changes.find((one) => 'path' in one && one.path === path)
    expect(change).toMatchObject({ kind: 'file', after: { text: '{\n  "debug": true\n}\n' } })
  })
})
