import { beforeAll, describe, expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import { survey } from '../../../src/engine/status/survey.ts'
import { undoPlan } from '../../../src/engine/undo/undo-plan.ts'
import type { Change } from '../../../src/plan/change.ts'
import { netChanges } from '../../../src/plan/net-changes.ts'
import { changesOf, type Plan } from '../../../src/plan/plan.ts'
import { settle } from './after.ts'
import { foundHost, plainDocker, type HostShape } from './found-host.ts'
import { domainUsers, freshHost } from './shapes.ts'

const firstBoot = 'userns-harden-first-boot.service'
const { files = {}, folders = [], commands = [] } = freshHost
const dockerUnit = freshHost.units?.['docker.service']
/** The fresh host before it ever ran: nobody but its own files can be asked. */
const image: HostShape = {
  isImage: true,
  files,
  folders,
  commands,
  unknown: { '/proc/sys/user/max_user_namespaces': 'only a host that runs has it' },
  units: { 'docker.service': { ...dockerUnit, activeState: 'inactive' } },
}

async function planFor(shape: HostShape): Promise<Plan> {
  return await makePlan(foundHost(shape), domainUsers, null)
}
const changesFor = async (shape: HostShape): Promise<Change[]> => changesOf(await planFor(shape))

/** What runs once an image was booted: what is enabled, and Docker by its configuration. */
function booted(shape: HostShape): HostShape {
  const units = Object.entries(shape.units ?? {}).map(([name, unit]) => [
    name,
    { ...unit, ...(unit.enabled && { activeState: 'active', startedAt: 9000 }) },
  ])
  const userns = { userns: true, dataRoot: '/var/lib/docker/100000.100000' }
  return {
    ...freshHost,
    ...shape,
    isImage: false,
    unknown: {},
    units: Object.fromEntries(units) as HostShape['units'] & object,
    docker: { ...plainDocker, ...userns, authorizationPlugins: ['denyusernshost'] },
  }
}

let hardened: HostShape
beforeAll(async () => {
  hardened = settle(image, await changesFor(image))
})

describe('the plan for an image', () => {
  it('enables units and starts none, reloads nothing and gives nobody access', async () => {
    const changes = await changesFor(image)
    const kinds = new Set(changes.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(
      ['directory', 'docker-restart', 'file', 'package', 'program', 'unit'].sort(),
    )
    const units = changes.filter((change) => change.kind === 'unit')
    expect(units.map(({ unit }) => unit)).toContain(firstBoot)
    expect(units.filter(({ after, answersOn }) => after.active || answersOn)).toEqual([])
  })

  it('says what goes out of sight when it is booted, and what Docker would have been without it', async () => {
    const config = '{"authorization-plugins": ["other"], "data-root": "/srv/docker"}'
    const held = { containers: 0, images: 2, volumes: 0 }
    const shape = {
      ...image,
      files: { ...image.files, '/etc/docker/daemon.json': config },
      holdings: { '/srv/docker': held },
    }
    const restart = (await changesFor(shape)).find(({ kind }) => kind === 'docker-restart')
    expect(restart).toMatchObject({
      before: { userns: false, authorizationPlugins: ['other'], dataRoot: '/srv/docker' },
      outOfSight: held,
      makesAccount: 'dockremap',
    })
  })

  it('is empty for one that is hardened, whose status is fine', async () => {
    expect(await changesFor(hardened)).toEqual([])
    const { areas } = await survey(foundHost(hardened), domainUsers, null)
    expect(areas.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(areas.map(({ id }) => id)).toContain('first-boot')
    expect(areas.map(({ id }) => id)).not.toContain('docker-running')
  })

  it('takes away what access an image has from a host that it was made of', async () => {
    const unit = '[Service]\nExecStart=/usr/bin/setfacl -m g:70001:rw -- /run/docker.sock\n'
    const path = '/etc/systemd/system/docker-setfacl.service'
    const shape = {
      ...image,
      files: { ...image.files, [path]: unit },
      units: { ...image.units, 'docker-setfacl.service': { enabled: true, files: [path] } },
    }
    expect(await changesFor(shape)).toContainEqual(
      expect.objectContaining({
        kind: 'unit',
        unit: 'docker-setfacl.service',
        after: { enabled: false, active: false },
      }),
    )
  })
})

describe('the first boot', () => {
  it('gives access, and then takes away what has started it', async () => {
    const changes = await changesFor(booted(hardened))
    const told = changes.map(
      (change) =>
        `${change.kind} ${'path' in change ? change.path : 'unit' in change ? change.unit : ''}`,
    )
    expect(told).toEqual([
      'file /etc/systemd/system/docker-setfacl.service',
      'daemon-reload ',
      'unit docker-setfacl.service',
      'acl /run/docker.sock',
      `unit ${firstBoot}`,
      `removal /etc/systemd/system/${firstBoot}`,
      'daemon-reload ',
      'removal /usr/local/sbin/userns-harden-first-boot',
    ])
  })

  it('does not stop itself while it runs, and is stopped where it waits for another try', async () => {
    const ofUnit = (changes: Change[]) =>
      changes.find((change) => change.kind === 'unit' && change.unit === firstBoot)
    expect(ofUnit(await changesFor(booted(hardened)))).toMatchObject({
      before: { enabled: true, active: true },
      after: { enabled: false, active: true },
    })
    const host = booted(hardened)
    const waiting = {
      ...host,
      units: {
        ...host.units,
        [firstBoot]: { ...host.units?.[firstBoot], activeState: 'activating' },
      },
    }
    expect(ofUnit(await changesFor(waiting))).toMatchObject({
      after: { enabled: false, active: false },
    })
  })

  it('leaves nothing to do, and nothing that a revert would bring back', async () => {
    const host = booted(hardened)
    const changes = await changesFor(host)
    const over = settle(host, changes, 9500)
    expect(await changesFor(over)).toEqual([])
    const performed = (plan: Plan) =>
      plan.steps.flatMap(({ id, changes }) => changes.map((change) => ({ step: id, change })))
    const net = netChanges([performed(await planFor(image)), performed(await planFor(host))])
    const { steps, conflicts } = await undoPlan(net, 'apply', foundHost(over))
    expect(conflicts).toEqual([])
    const back = steps.flatMap(({ changes }) => changes)
    expect(JSON.stringify(back)).not.toContain('first-boot')
    expect(back).toContainEqual(
      expect.objectContaining({
        kind: 'docker-return',
        after: expect.objectContaining({ userns: false }) as object,
      }),
    )
  })
})
