import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../../src/profile/read.ts'
import { freshHost, domainUsers } from '../steps/shapes.ts'
import { find, told, withFiles } from './found.ts'

const both = (text: string, more: Record<string, string> = {}) =>
  withFiles({ '/etc/subuid': text, '/etc/subgid': text, ...more })
const own = 'dockremap:300000:65536\n'
const twice = (line: string) => [line, line]
const overlap = 'forbids subordinate-ids-overlap'

describe('the ids of containers', () => {
  it.each([
    ['nobody else’s', both(own), []],
    ['another’s too', both(own + 'alice:365535:65536\n'), twice(overlap)],
    ['a neighbour’s', both(own + 'alice:365536:65536\nbob:234464:65536\n'), []],
    ['in two ranges', both('dockremap:300000:65535\ndockremap:500000:1\n'), []],
    ['too few', both('dockremap:300000:1000\n'), twice('forbids subordinate-ids-too-few')],
    ['a user’s', both(own, { '/etc/passwd': 'eve:x:300001:100::/:/bin/sh\n' }), [overlap]],
    ['a group’s', both(own, { '/etc/group': 'eves:x:300001:\n' }), [overlap]],
    [
      'winbind’s',
      both(own, { '/etc/samba/smb.conf': '[global]\nidmap config * : range = 1-300000' }),
      twice(overlap),
    ],
    [
      'a snippet of sssd’s',
      both(own, {
        '/etc/sssd/conf.d/x.conf': '[domain/x]\nid_provider=ad\nldap_idmap_range_min=1',
      }),
      twice(overlap),
    ],
    [
      'those that sssd lets pass',
      both(own, { '/etc/sssd/sssd.conf': '[domain/x]\nmin_id=1000\nmax_id=400000' }),
      twice('warns subordinate-ids-overlap'),
    ],
    [
      'in no file that may be read',
      { ...both(own), unknown: { '/etc/sssd/sssd.conf': 'EACCES' } },
      ['unseen not-known'],
    ],
  ])('%s', async (_, shape, expected) => {
    expect(await told(shape)).toEqual(expected)
  })

  it('are refused to a dockremap that has none, for Docker gives them to its own user only', async () => {
    const shape = {
      ...freshHost,
      users: { dockremap: { name: 'dockremap', id: 110, groupId: 110 } },
    }
    const found = await find(shape)
    expect(found.map(({ problem }) => problem.code)).toEqual(twice('remap-user-without-ids'))
    expect(found[0]?.problem.remedies.join()).toContain(
      'usermod --add-subuids 100000-165535 dockremap',
    )
  })

  it('are those of the profile’s user', async () => {
    const users = { bob: { name: 'bob', id: 1002, groupId: 1002 } }
    const groups = { bob: { name: 'bob', id: 1002 } }
    const shape = { ...both('bob:200000:65536\n1002:265536:10\nalice:265540:10\n'), users, groups }
    expect(await told(shape, parseProfile('remap: bob', 'p'))).toEqual(twice(overlap))
  })
})

describe('ids that Docker is going to choose', () => {
  const useradds = both('alice:100000:65536\n')
  const on = (version: string) => ({ ...useradds, docker: { ...freshHost.docker, version } })

  it('are nobody’s up to Docker 27', async () => {
    expect(await told(on('27.5.1'), domainUsers)).toEqual([])
  })

  it('are the first user’s from Docker 28 on, so give it others', async () => {
    const found = await find(on('28.5.2'))
    expect(found).toHaveLength(2)
    expect(found[0]?.problem).toMatchObject({
      what: expect.stringContaining('would give containers the uids 100000-165535') as string,
      cause: '100000-165535: alice, in /etc/subuid',
      remedies: [expect.stringContaining('echo dockremap:165536:65536 | tee -a /etc/subuid')],
    })
  })
})
