import fc from 'fast-check'
import { mostly } from './spelling.ts'

export interface Headers {
  /** In the order in which they are sent. */
  types: string[]
  isChunked: boolean
  /** Whether a body that is empty is said to be, as `docker` and curl do. */
  hasLength: boolean
}

const types = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'application/json;',
  'application/jsonx',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'multipart/form-data; boundary=b',
]

export const headers: fc.Arbitrary<Headers> = fc.record({
  types: mostly(
    fc.constant(['application/json']),
    fc.array(fc.constantFrom(...types), { maxLength: 3 }),
    3,
  ),
  isChunked: mostly(fc.constant(false), fc.constant(true)),
  hasLength: mostly(fc.constant(true), fc.constant(false)),
})
