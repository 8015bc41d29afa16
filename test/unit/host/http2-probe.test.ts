import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttp1 } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { speaksHttp2 } from '../../../src/host/http2-probe.ts'

const folder = mkdtempSync(join(tmpdir(), 'http2-probe-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

test.each<[string, () => Server, boolean]>([
  ['one that speaks it', createHttp2, true],
  ['one that does not', createHttp1, false],
  ['one that hangs up', () => createServer((socket) => socket.end()), false],
  ['another frame', () => createServer((socket) => socket.end(Buffer.from([0, 0, 0, 7]))), false],
])('%s', async (name, create, isHttp2) => {
  const socket = join(folder, `${name}.sock`)
  const server = create().listen(socket)
  await once(server, 'listening')
  expect(await speaksHttp2(socket, 5_000)).toBe(isHttp2)
  server.close()
})

test('one that says nothing is not known, and neither is one that is not there', async () => {
  const socket = join(folder, 'silent.sock')
  const server = createServer((connection) => connection.resume()).listen(socket)
  await once(server, 'listening')
  await expect(speaksHttp2(socket, 50)).rejects.toThrow('did not answer within 0.05 s')
  server.close()
  await expect(speaksHttp2(join(folder, 'none.sock'), 50)).rejects.toThrow('ENOENT')
})
