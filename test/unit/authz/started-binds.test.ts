import { expect, test } from 'vitest'
import { bindsMadeByStart } from '../../../src/authz/facts/started-binds.ts'

const bind = (Source: string, Destination: string) => ({ Type: 'bind', Source, Destination })

function docker(inspected: object, mounts = [bind('/a', '/x')], count = 1) {
  const list = Array.from({ length: count }, (_, index) => ({ Id: `c${index}`, Mounts: mounts }))
  return (path: string) =>
    Promise.resolve(path.startsWith('/containers/json') ? list : (inspected as unknown))
}

test('what is mounted by -v or from another container is made, by --mount it is not', async () => {
  const inspected = {
    Mounts: [bind('/a', '/short'), bind('/b', '/long'), bind('/c', '/made'), { Type: 'volume' }],
    HostConfig: {
      Binds: ['/a:/short'],
      Mounts: [
        { Type: 'bind', Source: '/b', Target: '/./long/' },
        { Type: 'bind', Source: '/c', Target: '/made', BindOptions: { CreateMountpoint: true } },
      ],
    },
  }
  expect(await bindsMadeByStart(docker(inspected), 'web')).toEqual([
    { source: '/a', target: '/short' },
    { source: '/c', target: '/made' },
  ])
})

test('containers without binds are not inspected, and one that is gone has none', async () => {
  const never = () => Promise.reject(new Error('inspected'))
  const list = [{ Id: 'c', Mounts: [{ Type: 'volume' }] }]
  const ask = (path: string) =>
    path.startsWith('/containers/json') ? Promise.resolve(list) : never()
  expect(await bindsMadeByStart(ask, 'web')).toEqual([])
  expect(await bindsMadeByStart(docker({}), 'web')).toEqual([])
})

test('what many containers begin with is nobody’s reference', async () => {
  await expect(bindsMadeByStart(docker({}, undefined, 21), 'web')).rejects.toThrow('too many')
})
