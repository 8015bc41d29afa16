import { expect, it } from 'vitest'
import { makePlan } from '../../../src/engine/make-plan.ts'
import { changesOf, notesOf, type Plan } from '../../../src/plan/plan.ts'
import { after } from '../steps/after.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'

const planFor = (shape: HostShape): Promise<Plan> => makePlan(foundHost(shape), domainUsers, null)
const readOnly: HostShape['rooms'] = { '/etc/docker': { obstacle: 'read-only' } }

async function hardenedHost(): Promise<HostShape> {
  const changes = changesOf(await planFor(freshHost))
  return changes.reduce((shape, change, index) => after(shape, change, 2000 + index), freshHost)
}

it('is told with the plan where it only warns, and is nothing to do', async () => {
  const hardened = await hardenedHost()
  const ids = 'dockremap:100000:65536\n'
  const sssd = { '/etc/sssd/sssd.conf': '[domain/x]\nmax_id = 400000\n' }
  const files = { ...hardened.files, ...sssd, '/etc/subuid': ids, '/etc/subgid': ids }
  const plan = await planFor({ ...hardened, files })
  expect(changesOf(plan)).toEqual([])
  expect(plan.steps[0]).toMatchObject({ id: 'preflight', notes: [{ kind: 'warning' }, {}] })
  expect(notesOf(plan)[0]?.text).toContain('[domain/x] min_id, max_id in /etc/sssd/sssd.conf')
})

it('lets a host be whose /etc is read-only and as it should be', async () => {
  const hardened = await hardenedHost()
  expect(changesOf(await planFor({ ...hardened, rooms: readOnly }))).toEqual([])
  await expect(planFor({ ...freshHost, rooms: readOnly })).rejects.toMatchObject({
    problems: [{ code: 'read-only' }],
  })
})

it('leaves what could not be seen to whoever applies the plan', async () => {
  const plan = await planFor({ ...freshHost, unknown: { '/etc/sssd/sssd.conf': 'EACCES' } })
  const unseen = notesOf(plan).filter(({ kind }) => kind === 'unreadable')
  expect(unseen).toEqual([
    {
      kind: 'unreadable',
      text: 'whether the ids of containers are none of /etc/sssd/sssd.conf: EACCES',
    },
  ])
})
