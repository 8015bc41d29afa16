import { expect, it } from 'vitest'
import { verify, verifyHeld, type Send } from '../../../src/engine/verify.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { settings } from '../../../src/policy/settings.ts'
import { domainUsers } from '../steps/shapes.ts'

const denial = {
  status: 403,
  body: '{"message":"authorization denied by plugin denyusernshost: no."}',
}
const missing = { status: 404, body: '{"message":"No such image"}' }
const answering = (answer: object | Error): Send =>
  answer instanceof Error
    ? () => Promise.reject(answer)
    : () => Promise.resolve(answer as Awaited<ReturnType<Send>>)

async function states(send: Send, profile = domainUsers): Promise<Set<string>> {
  return new Set((await verify(send, profile)).map(({ state }) => state))
}

it('holds by the plugin’s own denial, and by nothing else', async () => {
  expect(await states(answering(denial))).toEqual(new Set(['held']))
  expect(await states(answering(missing))).toEqual(new Set(['through']))
  expect(
    await states(answering({ status: 403, body: denial.body.replace('denyusernshost', 'other') })),
  ).toEqual(new Set(['through']))
  expect(await states(answering({ status: 200, body: denial.body }))).toEqual(new Set(['through']))
  expect(await states(answering(new Error('ECONNRESET')))).toEqual(new Set(['unknown']))
})

it('does not hold where one of several requests gets through', async () => {
  const send: Send = ({ target }) => Promise.resolve(target.includes('%63') ? missing : denial)
  const through = (await verify(send, domainUsers)).filter(({ state }) => state === 'through')
  expect(through).toEqual([
    {
      id: 'canonical',
      title: 'other spellings of the address',
      state: 'through',
      answer: '404: No such image',
    },
  ])
  await expect(verifyHeld(send, domainUsers)).rejects.toMatchObject({ exitCode: 1 })
  await expect(verifyHeld(answering(denial), domainUsers)).resolves.toBeUndefined()
})

it('does not try what the profile allows, and tries each rule at most that there is', async () => {
  const profile = parseProfile('policy: { swarm: allow, privileged: allow }', 'p')
  const results = await verify(answering(denial), profile)
  const allowed = results.filter(({ state }) => state === 'allowed').map(({ id }) => id)
  expect(allowed).toEqual(['privileged', 'swarm'])
  const names = new Set([...Object.keys(settings), 'canonical'])
  expect(results.every(({ id }) => names.has(id))).toBe(true)
})

it('asks for nothing that is there: every image and container has a name of its own', async () => {
  const asked: string[] = []
  await verify((request) => {
    asked.push(`${request.target} ${request.body ?? ''}`)
    return Promise.resolve(denial)
  }, domainUsers)
  const creations = asked.filter((one) => one.includes('create') && one.includes('"Image"'))
  expect(creations.length).toBeGreaterThan(20)
  expect(
    creations.every((one) => one.includes('"Image":"userns-harden-verify-names-nothing"')),
  ).toBe(true)
})
