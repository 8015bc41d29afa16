import fc from 'fast-check'
import { mutated } from './mutate.ts'
import type { Route } from './routes.ts'
import { mostly } from './spelling.ts'
import { formOf } from './targets.ts'

const odd = [
  ...'" { } , : \\ e \0 \ufeff \u017f \u2028 \\ud800'.split(' '),
  // Not UTF-8: a lone lead byte, a form that is too long, half a surrogate pair, and what UTF-8 never holds.
  ...['c5', 'c080', 'eda080', 'ff'].map((hex) => Buffer.from(hex, 'hex')),
]

const empty = fc.constantFrom('', '', '', '{}', 'null')

/** In bytes: what Docker 20.10 to 29.2 no longer show of a body. */
const unseen = 1024 * 1024

/** The body that a route expects, or a form that could replace the query; now and then something put before, into or behind it. */
export function bytesOf({ body, parameters = {} }: Route): fc.Arbitrary<Buffer> {
  const other = fc.oneof(formOf(parameters), empty)
  const usual = mutated(body ? mostly(body, other) : other, odd)
  const head = mostly(fc.constant(''), fc.constantFrom('\ufeff', ' ', '{}', 'null'), 39)
  const tail = mostly(fc.constant(''), fc.constantFrom('{}', ' ', 'null', '\n{"HostConfig":{}}'))
  const size = mostly(fc.constant(0), fc.constant(unseen), 4000)
  return fc
    .tuple(head, usual, tail, size)
    .map(([before, bytes, behind, more]) =>
      Buffer.concat([Buffer.from(before), bytes, Buffer.from(behind), Buffer.alloc(more, ' ')]),
    )
}
