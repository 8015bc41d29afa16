import { expect, it } from 'vitest'
import { netChanges, type PerformedChange } from '../../../src/plan/net-changes.ts'

const rootFile = { mode: 0o644, uid: 0, gid: 0 }
const file = (before: string | undefined, after: string, kept: string): PerformedChange => ({
  step: 'daemon-config',
  kept,
  change: {
    kind: 'file',
    path: '/etc/f',
    ...(before !== undefined && { before: { ...rootFile, text: before } }),
    after: { ...rootFile, text: after },
    why: 'w',
  },
})
const access = (give: number[], take: number[], before: number[]): PerformedChange => {
  const entries = (ids: number[]) =>
    ids.map((id) => ({
      tag: 'group' as const,
      id,
      rights: { read: true, write: true, execute: false },
    }))
  return {
    step: 'socket-access',
    change: {
      kind: 'acl',
      path: '/s',
      unit: 'u',
      before: entries(before),
      give: entries(give),
      take: entries(take),
      why: 'w',
    },
  }
}

it('makes of several runs one change from the first state to the last', () => {
  const [net, ...others] = netChanges([[file('a', 'b', '/1')], [file('b', 'c', '/2')]])
  expect(others).toEqual([])
  expect(net).toMatchObject({
    kept: '/1',
    change: { before: { text: 'a' }, after: { text: 'c' } },
  })
})

it('knows a file as new that only the first run found missing', () => {
  const [net] = netChanges([[file(undefined, 'b', '/1')], [file('b', 'c', '/2')]])
  expect(net?.change).not.toHaveProperty('before')
})

it('knows nothing any more of what one run made and another took away', () => {
  const gone: PerformedChange = {
    step: 'first-boot',
    change: {
      kind: 'removal',
      of: 'file',
      path: '/etc/f',
      before: { ...rootFile, text: 'b' },
      why: 'w',
    },
  }
  expect(netChanges([[file(undefined, 'b', '/1')], [gone]])).toEqual([])
  expect(netChanges([[file('a', 'b', '/1')], [gone]])).toMatchObject([
    { kept: '/1', change: { kind: 'removal', before: { text: 'a' } } },
  ])
})

it('remembers every account that was ever given rights, and who had them before all', () => {
  const [net] = netChanges([[access([1], [], [7])], [access([2], [1], [7, 1])]])
  expect(net?.change).toMatchObject({
    before: [{ id: 7 }],
    give: [{ id: 1 }, { id: 2 }],
    take: [{ id: 1 }],
  })
})

it('remembers the account that Docker made at its first restart, and what Docker was before', () => {
  const restart = (more: object): PerformedChange => ({
    step: 'docker-restart',
    change: {
      kind: 'docker-restart',
      service: 'docker.service',
      effects: [],
      expects: { authorizationPlugin: 'p' },
      why: 'w',
      ...more,
    },
  })
  const state = (userns: boolean) => ({ userns, authorizationPlugins: [], dataRoot: '/d' })
  const first = restart({ before: state(false), makesAccount: 'dockremap' })
  const [net] = netChanges([[first], [restart({ before: state(true) })]])
  expect(net?.change).toMatchObject({ before: state(false), makesAccount: 'dockremap' })
})
