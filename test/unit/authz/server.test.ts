import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseDenial } from '../../../src/policy/denial.ts'
import { bundlePlugin, startPlugin, type PluginProcess } from './plugin-process.ts'

let bundle: Awaited<ReturnType<typeof bundlePlugin>>
let plugin: PluginProcess

beforeAll(async () => {
  bundle = await bundlePlugin()
})
afterAll(() => {
  bundle.remove()
})

const authReq = '/AuthZPlugin.AuthZReq'
const ping = request('GET', '/_ping')
const create = '/v1.41/containers/create'
const host = request('POST', create, '{"HostConfig":{"UsernsMode":"host"}}')
const allowed = { Allow: true }

function request(method: string, uri: string, body?: string, headers?: object): string {
  return JSON.stringify({
    RequestMethod: method,
    RequestUri: uri,
    RequestHeaders: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
    ...(body && { RequestBody: Buffer.from(body).toString('base64') }),
  })
}

/** A call of which only a part is sent at first. */
function rawCall(body: string, length = Buffer.byteLength(body)) {
  const connection = connect(plugin.socket)
  let answer = ''
  connection.on('data', (text) => (answer += text.toString()))
  connection.on('error', () => undefined)
  connection.write(`POST ${authReq} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`)
  return { connection, answer: () => answer }
}

describe('with a good policy', () => {
  beforeAll(async () => {
    plugin = await startPlugin(bundle.program, '{"usernsHost":"deny"}')
  })
  afterAll(() => plugin.stop())

  test('says what it implements, and closes the connection', async () => {
    const { status, headers, body } = await plugin.call('/Plugin.Activate', '')
    expect([status, body]).toEqual([200, { Implements: ['authz'] }])
    expect(headers.connection).toBe('close')
  })

  test('allows, and says so of responses', async () => {
    expect(await plugin.call(authReq, ping)).toMatchObject({ status: 200, body: allowed })
    expect((await plugin.call('/AuthZPlugin.AuthZRes', host)).body).toEqual(allowed)
  })

  test('denies, with one line in the journal', async () => {
    const { status, body } = await plugin.call(authReq, host)
    expect(status).toBe(200)
    expect(body).toEqual({ Allow: false, Msg: 'userns=host is not allowed.' })
    await expect.poll(plugin.journal).toMatch(/^<4>[^\n]+\n$/)
    expect(parseDenial(plugin.journal().slice(3))).toEqual({
      rule: 'usernsHost',
      method: 'POST',
      path: create,
      message: 'userns=host is not allowed.',
    })
  })

  test('names the container and the image, where a request does', async () => {
    const before = plugin.journal()
    const body = '{"Image":"busybox","Env":["P=secret"],"HostConfig":{"Privileged":true}}'
    await plugin.call(authReq, request('POST', `${create}?name=web`, body))
    await plugin.call(authReq, request('POST', '/containers/web/exec', '{"Privileged":true}'))
    await expect.poll(() => plugin.journal().slice(before.length).split('\n')).toHaveLength(3)
    const lines = plugin.journal().slice(before.length).trim().split('\n')
    const message = 'privileged containers are not allowed: leave out --privileged.'
    const denial = { denied: 'privileged', method: 'POST', container: 'web', message }
    expect(lines.map((line) => JSON.parse(line.slice(3)) as unknown)).toEqual([
      { ...denial, path: create, image: 'busybox' },
      { ...denial, path: '/containers/web/exec' },
    ])
  })

  test('answers that a request is over at once, also where it held a name', async () => {
    const named = request('POST', `${create}?name=held`, '{"Image":"busybox"}')
    for (let round = 0; round < 3; round++) {
      expect((await plugin.call(authReq, named)).body).toEqual(allowed)
      const begin = performance.now()
      expect((await plugin.call('/AuthZPlugin.AuthZRes', named)).body).toEqual(allowed)
      expect((await plugin.call('/AuthZPlugin.AuthZRes', named)).body).toEqual(allowed)
      expect(performance.now() - begin).toBeLessThan(2_000)
    }
  })

  test('writes a line for allowed requests only where the policy audits all', async () => {
    const quiet = plugin.journal()
    await plugin.call(authReq, ping)
    const auditing = await startPlugin(bundle.program, '{"audit":"all"}')
    await auditing.call(authReq, request('GET', '/containers/web/json?size=secret'))
    await expect.poll(auditing.journal).toMatch(/\n$/)
    await auditing.stop()
    expect(auditing.journal()).toBe(
      '<6>{"allowed":true,"method":"GET","path":"/containers/web/json","container":"web"}\n',
    )
    expect(plugin.journal()).toBe(quiet)
  })

  test('what is sent cannot forge a line of the journal, and secrets do not reach it', async () => {
    const before = plugin.journal()
    const uri = '/x\n<0>{"denied":"forged"}\u2028\u001b[31m?buildargs=secret'
    const headers = { 'X-Own': 'secret' }
    await plugin.call(authReq, request('GET\n<0>x', uri, '{"Env":["P=secret"]}', headers))
    await expect.poll(plugin.journal).not.toBe(before)
    const written = plugin.journal().slice(before.length)
    expect(written).toMatch(/^<4>\{[ -~]*\}\n$/)
    expect(written).not.toContain('secret')
  })

  test.each([
    ['nothing at all', ''],
    ['no JSON', 'GET / HTTP/1.1'],
    ['half a request', ping.slice(0, -5)],
    ['null', 'null'],
    ['no method', '{}'],
    [
      'a number for a header',
      '{"RequestMethod":"GET","RequestUri":"/_ping","RequestHeaders":{"a":1}}',
    ],
    [
      'a body that is not base64',
      '{"RequestMethod":"GET","RequestUri":"/_ping","RequestBody":"a b"}',
    ],
    ['more than 8 MiB', Buffer.alloc(9 * 1024 * 1024, 0x20)],
  ])('denies an authorization request of %s', async (_name, body) => {
    expect((await plugin.call(authReq, body)).body).toMatchObject({ Allow: false })
  })

  test('answers nothing else', async () => {
    for (const path of ['/', '/Plugin.Deactivate', `${authReq}/`, `${authReq}?x`]) {
      expect((await plugin.call(path, ping)).status).toBe(404)
    }
  })

  test('judges the largest body that Docker shows', async () => {
    const body = `{"Env":["${'x'.repeat(4 * 1024 * 1024 - 60)}"],"HostConfig":{"UsernsMode":"host"}}`
    expect((await plugin.call(authReq, request('POST', create, body))).body).toMatchObject({
      Msg: 'userns=host is not allowed.',
    })
  })

  test('judges 200 at once, large and small', async () => {
    const large = request('POST', create, `{"Env":["${'x'.repeat(500_000)}"]}`)
    const all = Array.from({ length: 200 }, (_, n) =>
      plugin.call(authReq, n % 10 === 0 ? large : n % 2 === 0 ? host : ping),
    )
    const answers = (await Promise.all(all)).map(({ body }) => (body as { Allow: boolean }).Allow)
    expect(answers).toEqual(answers.map((_, n) => n % 10 === 0 || n % 2 !== 0))
  })

  test('denies what does not arrive in time, and answers others meanwhile', async () => {
    const slow = rawCall(ping)
    slow.connection.write(ping.slice(0, 10))
    expect((await plugin.call(authReq, ping)).body).toEqual(allowed)
    await once(slow.connection, 'close')
    expect(slow.answer()).toContain('"Allow":false')
  })

  test('outlives garbage and clients that go away', async () => {
    const garbage = connect(plugin.socket)
    garbage.on('error', () => undefined)
    garbage.write('\x16\x03\x01 no http\r\n\r\n')
    const gone = rawCall(ping)
    gone.connection.write('{')
    await pause(50)
    gone.connection.destroy()
    garbage.destroy()
    expect((await plugin.call(authReq, ping)).body).toEqual(allowed)
  })
})

test('many large bodies whose requests wait for the host do not fill the memory', async () => {
  plugin = await startPlugin(bundle.program, '{"usernsHost":"allow"}')
  // While a name is being given away, copies by that name wait.
  await plugin.call(authReq, request('POST', `${create}?name=web`, '{}'))
  const body = `[${'{},'.repeat(45_000)}"${'x'.repeat(500_000)}"]`
  const copy = request('GET', '/containers/web/archive?path=/', body)
  const all = Array.from({ length: 100 }, () => plugin.call(authReq, copy))
  // A connection that is closed on one who still writes is a refusal too.
  for (const answer of await Promise.allSettled(all)) {
    expect(answer).not.toMatchObject({ value: { body: allowed } })
  }
  expect(plugin.journal()).toContain('the name \\"web\\" is in use by another request')
  expect(plugin.child.exitCode ?? plugin.child.signalCode).toBeNull()
  const memory = readFileSync(`/proc/${plugin.child.pid}/status`, 'utf8')
  expect(Number(/VmHWM:\s*(\d+) kB/.exec(memory)?.[1])).toBeLessThan(160 * 1024)
  await plugin.stop()
})

describe('a policy that cannot be used', () => {
  afterEach(() => plugin.stop())

  test.each(['', '{', '[]', '{"usernsHost":true}', '{"usernshost":"allow"}', '{"other":1}'])(
    'denies everything: %s',
    async (policy) => {
      plugin = await startPlugin(bundle.program, policy)
      const { body } = await plugin.call(authReq, ping)
      expect(body).toMatchObject({ Allow: false })
      expect((body as { Msg: string }).Msg).toMatch(/policy\.json .*"userns-harden apply"\.$/s)
      await expect.poll(plugin.journal).toMatch(/^<3>/)
      expect((await plugin.call('/Plugin.Activate', '')).status).toBe(200)
    },
  )
})

describe('its end', () => {
  test('on SIGTERM it finishes what is in hand', async () => {
    plugin = await startPlugin(bundle.program, '{}')
    await plugin.call(authReq, ping)
    const late = rawCall(host)
    late.connection.write(host.slice(0, 20))
    await pause(100)
    plugin.child.kill('SIGTERM')
    await pause(100)
    expect(plugin.child.exitCode).toBeNull()
    late.connection.write(host.slice(20))
    await once(late.connection, 'close')
    expect(late.answer()).toContain('userns=host is not allowed.')
    if (plugin.child.exitCode === null) await once(plugin.child, 'exit')
    expect(plugin.child.exitCode).toBe(0)
    await plugin.stop()
  })

  test('started by hand it says how it is started', () => {
    const { status, stderr } = spawnSync(process.execPath, [bundle.program], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^<3>denyusernshost .*systemctl start denyusernshost\.socket\n$/)
  })
})
