import { describe, expect, test } from 'vitest'
import { containersCalled, hostMountAmong } from '../../../src/authz/facts/containers.ts'

const volume = { Type: 'volume', Name: 'data', Driver: 'local', Destination: '/data' }

describe('a container is copied from only without mounts that reach the host', () => {
  test.each([
    ['no mounts', [], undefined],
    ['tmpfs', [{ Type: 'tmpfs', Destination: '/t' }], undefined],
    ['a plain volume', [volume], undefined],
    ['a bind', [{ Type: 'bind', Destination: '/x' }], '/x'],
    ['an unknown type', [{ Type: 'image', Destination: '/x' }], '/x'],
    ['a plain volume and a bind', [volume, { Type: 'bind', Destination: '/x' }], '/x'],
    ['a volume with options', [{ ...volume, Name: 'disk' }], '/data'],
    ['a volume that is gone', [{ ...volume, Name: 'gone' }], '/data'],
    ['a driver of others', [{ ...volume, Driver: 'nfs' }], '/data'],
  ])('%s', async (_name, mounts, hostMount) => {
    const ask = docker(mounts)
    expect(await containersCalled(ask, 'web')).toMatchObject([{ id: 'x', mounts }])
    expect(await hostMountAmong(ask, mounts)).toBe(hostMount)
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
