import fc from 'fast-check'
import { mostly } from './spelling.ts'

interface Change {
  at: number
  taken: number
  added: Buffer
}

/** The bytes of what was generated, in some cases with some put in, taken away or changed. */
export function mutated(
  of: fc.Arbitrary<string>,
  added: readonly (string | Buffer)[],
): fc.Arbitrary<Buffer> {
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(),
    taken: fc.nat({ max: 1 }),
    added: fc.constantFrom(...added.map((one) => Buffer.from(one))),
  })
  const changes = mostly(fc.constant([]), fc.array(change, { minLength: 1, maxLength: 2 }), 4)
  return fc.tuple(of, changes).map(([text, all]) => all.reduce(changed, Buffer.from(text)))
}

function changed(bytes: Buffer, { at, taken, added }: Change): Buffer {
  const place = at % (bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, place), added, bytes.subarray(place + taken)])
}
