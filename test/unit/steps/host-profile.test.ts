import { describe, expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import { undoPlan } from '../../../src/engine/undo/undo-plan.ts'
import type { Change } from '../../../src/plan/change.ts'
import { changesOf } from '../../../src/plan/plan.ts'
import { settle } from './after.ts'
import { foundHost, type HostShape } from './found-host.ts'
import { domainUsers, freshHost } from './shapes.ts'

const path = '/etc/userns-harden/profile.yaml'
const profileText = 'socketAccess: { groups: [domain users], users: [bob] }'
const withProfile: HostShape = {
  ...freshHost,
  files: { ...freshHost.files, [path]: 'remap: default\n' },
  folders: [...(freshHost.folders ?? []), '/etc/userns-harden'],
}

async function changesFor(shape: HostShape): Promise<Change[]> {
  const wishes = { carryImages: false, profileText }
  return changesOf(await makePlan(foundHost(shape), domainUsers, '/root/new.yaml', wishes))
}

const pathOf = (change: Change) => ('path' in change ? change.path : '')

describe('a profile that becomes the host’s own', () => {
  it('is written first, so that a run that is killed is completed by it', async () => {
    const [folder, file] = await changesFor(freshHost)
    expect(folder).toMatchObject({ kind: 'directory', path: '/etc/userns-harden' })
    expect(file).toMatchObject({ kind: 'file', path, after: { text: profileText, mode: 0o644 } })
  })

  it('is no change where the host has it already', async () => {
    const hardened = settle(freshHost, await changesFor(freshHost))
    expect(await changesFor(hardened)).toEqual([])
  })

  it.each([
    ['the one before it comes back', withProfile, 'file', { text: 'remap: default\n' }],
    ['none is left where there was none', freshHost, 'removal', undefined],
  ])('is taken back with all else: %s', async (_, shape, kind, after) => {
    const changes = await changesFor(shape)
    const performed = changes.map((change) => ({
      step: pathOf(change) === path ? 'host-profile' : 'plugin-files',
      change,
    }))
    const hardened = settle(shape, changes)
    const { steps, conflicts } = await undoPlan(performed, 'apply', foundHost(hardened))
    expect(conflicts).toEqual([])
    const undone = steps.flatMap((step) => step.changes).filter((one) => pathOf(one) === path)
    expect(undone).toMatchObject([{ kind, ...(after && { after }) }])
  })
})
