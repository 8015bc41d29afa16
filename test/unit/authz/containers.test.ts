import { describe, expect, test } from 'vitest'
import { containersCalled } from '../../../src/authz/facts/containers.ts'

const volume = { Type: 'volume', Name: 'data', Driver: 'local', Destination: '/data' }

describe('a container is copied from only without mounts that reach the host', () => {
  test.each([
    ['no mounts', [], {}],
    ['tmpfs', [{ Type: 'tmpfs', Destination: '/t' }], {}],
    ['a plain volume', [volume], {}],
    ['a bind', [{ Type: 'bind', Destination: '/x' }], { hostMount: '/x' }],
    ['an unknown type', [{ Type: 'image', Destination: '/x' }], { hostMount: '/x' }],
    [
      'a plain volume and a bind',
      [volume, { Type: 'bind', Destination: '/x' }],
      { hostMount: '/x' },
    ],
    ['a volume with options', [{ ...volume, Name: 'disk' }], { hostMount: '/data' }],
    ['a volume that is gone', [{ ...volume, Name: 'gone' }], { hostMount: '/data' }],
    ['a driver of others', [{ ...volume, Driver: 'nfs' }], { hostMount: '/data' }],
  ])('%s', async (_name, mounts, target) => {
    expect(await containersCalled(docker(mounts), 'web')).toEqual([target])
  })
})

test('the beginning of an id is asked for too, a dot is no wildcard, and odd answers are none', async () => {
  const asked: string[] = []
  const ask = (path: string) => {
    asked.push(decodeURIComponent(path))
    return Promise.resolve([])
  }
  await containersCalled(ask, '0123456789ab')
  await containersCalled(ask, 'a.b')
  expect(asked).toEqual([
    '/containers/json?all=1&filters={"name":["^0123456789ab$"]}',
    '/containers/json?all=1&filters={"id":["0123456789ab"]}',
    '/containers/json?all=1&filters={"name":["^a\\\\.b$"]}',
  ])
  await expect(containersCalled(() => Promise.resolve({}), 'web')).rejects.toThrow('unknown way')
})

function docker(mounts: object[]) {
  return (path: string) => {
    if (path.startsWith('/containers/json')) return Promise.resolve([{ Id: 'x', Mounts: mounts }])
    if (path === '/volumes/data') return Promise.resolve({ Options: null })
    return Promise.resolve(path === '/volumes/disk' ? { Options: { type: 'none' } } : undefined)
  }
}
