import { expect, test } from 'vitest'
import { OutsideRemap } from '../../../src/authz/facts/outside-remap.ts'

const own = { HostConfig: { UsernsMode: '' } }
const hosts = { HostConfig: { UsernsMode: 'host' } }

/** A Docker with these containers; one whose answer is an error cannot be inspected. */
function docker(containers: Record<string, object | Error | undefined>) {
  const asked: string[] = []
  const ask = (path: string): Promise<unknown> => {
    asked.push(path)
    if (path.startsWith('/containers/json?all=1')) {
      return Promise.resolve(Object.keys(containers).map((Id) => ({ Id, Names: [`/${Id}-name`] })))
    }
    const found = containers[/^\/containers\/(.+)\/json$/.exec(path)?.[1] ?? '']
    return found instanceof Error ? Promise.reject(found) : Promise.resolve(found)
  }
  return { ask, asked }
}

test('finds those in the host’s user namespace, and looks once', async () => {
  const { ask, asked } = docker({ a: own, b: hosts, c: undefined, d: {} })
  const outside = new OutsideRemap(ask)
  const found = await Promise.all([outside.containers(), outside.containers()])
  const expected = [
    { id: 'b', names: ['b-name'], mounts: [] },
    { id: 'd', names: ['d-name'], mounts: [] },
  ]
  expect(found).toEqual([expected, expected])
  await outside.containers()
  expect(asked).toHaveLength(5)
})

test('one that cannot be inspected counts as such, until it can', async () => {
  const containers: Record<string, object | Error> = { a: own, b: new Error('too late') }
  const { ask, asked } = docker(containers)
  const outside = new OutsideRemap(ask)
  expect(await outside.containers()).toMatchObject([{ id: 'b' }])
  containers.b = own
  expect(await outside.containers()).toEqual([])
  expect(asked.filter((path) => path === '/containers/a/json')).toHaveLength(1)
})

test('an odd answer is none, and is not remembered', async () => {
  let answer: unknown = {}
  const outside = new OutsideRemap(() => Promise.resolve(answer))
  await expect(outside.containers()).rejects.toThrow('unknown way')
  answer = []
  expect(await outside.containers()).toEqual([])
})
