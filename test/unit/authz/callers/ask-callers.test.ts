import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CallerLooks } from '../../../../src/authz/callers/ask-callers.ts'

let folder: string
let server: Server
let asked: Socket[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callers-'))
  asked = []
  server = createServer((connection) => asked.push(connection)).listen(join(folder, 'socket'))
  await once(server, 'listening')
})
afterEach(() => {
  for (const connection of asked) connection.destroy()
  server.close()
  rmSync(folder, { recursive: true })
})

const looks = () => new CallerLooks(join(folder, 'socket'))
const whose = async (callers: CallerLooks) => await (await callers.look()).whose
async function question(number: number): Promise<Socket> {
  while (asked.length < number) await once(server, 'connection')
  return asked[number - 1]!
}
const says = (uid: number) => `${JSON.stringify({ caller: { uid } })}\n`

describe('who is connected', () => {
  it('is asked for again by whoever comes while a look has begun, and once for all of them', async () => {
    const callers = looks()
    const first = whose(callers)
    const one = await question(1)
    const second = whose(callers)
    const third = whose(callers)
    one.end(says(1))
    expect(await first).toEqual({ caller: { uid: 1 } })
    const two = await question(2)
    two.end(says(2))
    expect(await Promise.all([second, third])).toEqual([
      { caller: { uid: 2 } },
      { caller: { uid: 2 } },
    ])
    expect(asked.length).toBe(2)
  })

  it.each([
    ['where the answer is cut off', (connection: Socket) => connection.end('{"caller":')],
    ['where the service fails', (connection: Socket) => connection.destroy()],
    ['where it never ends', (connection: Socket) => connection.write('x'.repeat(100_000))],
    ['where it says nothing in time', () => undefined],
  ])('is not known %s', async (_, answer) => {
    const look = whose(looks())
    answer(await question(1))
    expect(await look).toBeUndefined()
  })

  it('is told twice where more is known a moment later: an answer waits for the first, the journal for the last', async () => {
    const callers = looks()
    const made = callers.look()
    const connection = await question(1)
    connection.write(JSON.stringify({ candidates: [], unseen: 1 }) + '\n')
    const { whose } = await made
    const next = callers.look()
    connection.end(says(1))
    expect(await whose).toEqual({ caller: { uid: 1 } })
    await question(2)
    callers.hurry()
    expect(await (await next).whose).toBeUndefined()
  })

  it('is what is known by now where the plugin is to end', async () => {
    const callers = looks()
    const made = callers.look()
    const connection = await question(1)
    connection.write(says(1) + '{"caller":{"uid":2')
    const { whose } = await made
    callers.hurry()
    expect(await whose).toEqual({ caller: { uid: 1 } })
  })

  it('is not known where there is no such service, and asked for again', async () => {
    const callers = new CallerLooks(join(folder, 'no-socket'))
    expect(await whose(callers)).toBeUndefined()
    expect(await whose(callers)).toBeUndefined()
  })
})
