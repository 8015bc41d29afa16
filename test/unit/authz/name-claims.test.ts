import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NameClaims } from '../../../src/authz/facts/name-claims.ts'

/** Of a request that is not denied. */
const open = () => new AbortController().signal

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a name is not given away while it is being copied from', async () => {
  const claims = new NameClaims()
  expect(await claims.hold('web', 'lookup', 'GET 1', open())).toBe(true)
  expect(await claims.hold('web', 'lookup', 'GET 2', open())).toBe(true)
  const claim = claims.hold('web', 'claim', 'POST 1', open())
  claims.release('GET 1')
  await vi.advanceTimersByTimeAsync(2_999)
  claims.release('GET 2')
  expect(await claim).toBe(true)
})

test('nor copied from while it is being given away, but for so long only', async () => {
  const claims = new NameClaims()
  await claims.hold('web', 'claim', 'POST 1', open())
  const copy = claims.hold('web', 'lookup', 'GET 1', open())
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await copy).toBe(false)
  await vi.advanceTimersByTimeAsync(57_000)
  expect(await claims.hold('web', 'lookup', 'GET 2', open())).toBe(true)
})

test('other names are not held up, and a new Docker has no requests', async () => {
  const claims = new NameClaims()
  await claims.hold('web', 'lookup', 'GET 1', open())
  expect(await claims.hold('db', 'claim', 'POST 1', open())).toBe(true)
  const waiting = claims.hold('web', 'claim', 'POST 2', open())
  claims.releaseAll()
  expect(await waiting).toBe(true)
  claims.release('POST 2')
  expect(claims.isIdle).toBe(true)
})

test('a request that is denied after all holds nothing', async () => {
  const claims = new NameClaims()
  const request = new AbortController()
  await claims.hold('web', 'lookup', 'GET 1', request.signal)
  const waiting = new AbortController()
  const claim = claims.hold('web', 'claim', 'POST 1', waiting.signal)
  waiting.abort()
  request.abort()
  expect(await claim).toBe(false)
  expect(claims.isIdle).toBe(true)
})

test('a request holds several names, also both ways, and all until it is over', async () => {
  const claims = new NameClaims()
  const request = open()
  expect(await claims.hold('data', 'lookup', 'POST 1', request)).toBe(true)
  expect(await claims.hold('data', 'claim', 'POST 1', request)).toBe(true)
  expect(await claims.hold('web', 'claim', 'POST 1', request)).toBe(true)
  claims.release('POST 1')
  expect(claims.isIdle).toBe(true)
})

test('of two requests of one signature, the end of one is not that of the other', async () => {
  const claims = new NameClaims()
  await claims.hold('web', 'lookup', 'GET 1', open())
  await claims.hold('web', 'lookup', 'GET 1', open())
  claims.release('GET 1')
  expect(claims.isIdle).toBe(false)
})
