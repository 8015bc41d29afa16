import fc from 'fast-check'
import { mutated } from './mutate.ts'
import { containers } from './settings.ts'
import { mostly } from './spelling.ts'

/** Names in a query or form, with their values. */
export type Parameters = Record<string, readonly string[]>

/** `NAME` in a path stands for a container's. */
export function target(path: string, parameters: Parameters): fc.Arbitrary<string> {
  const whole = fc
    .tuple(version, fc.constantFrom(...containers), query(parameters))
    .map(([before, name, behind]) => before + path.replace('NAME', encodedOnce(name)) + behind)
  return mutated(whole, oddParts).map((bytes) => bytes.toString('utf8'))
}

const version = mostly(
  fc.constantFrom('/v1.41', '/v1.23', '/v1.24', ''),
  fc.constantFrom(...'/v1.41. /v01.041 /v1.4%31 /v.. /V1.41 /v http://d //d /.'.split(' ')),
  19,
)

/** `linked/outside` is sent as it is, for Docker's router lets names hold slashes. */
function encodedOnce(name: string): string {
  return name.startsWith('/') ? encodeURIComponent(name) : name
}

const oddParts =
  '/ // /. /.. %2F %2f %00 %0a %C3 %zz % ? & = + ; ;a # é %63 %6E %C5%BF . : @ A \\ "'.split(' ')

function query(parameters: Parameters): fc.Arbitrary<string> {
  return mostly(
    formOf(parameters).map((form) => (form === '' ? '' : `?${form}`)),
    fc.constantFrom('?name=%zz', '#x', '?a;b', '%3F', '??', '?x=/auth'),
  )
}

/** As a query has it, or a form body. */
export function formOf(parameters: Parameters): fc.Arbitrary<string> {
  const named = Object.entries(parameters).map(([name, values]) => parameter(name, values))
  const any = fc.oneof(...named, fc.constantFrom('a=b', 'x=/auth', '=', '', 'a=%zz', 'a;b=c'))
  const usual = named.length === 0 ? fc.constant('a=b') : fc.oneof(...named)
  const separator = mostly(fc.constant('&'), fc.constantFrom(';', '&&', '&;', '?'), 19)
  return fc
    .tuple(fc.array(mostly(usual, any), { maxLength: 3 }), separator)
    .map(([all, mark]) => all.join(mark))
}

function parameter(name: string, values: readonly string[]): fc.Arbitrary<string> {
  const names = [
    escapedAt(name, 0),
    escapedAt(name, 1),
    name.toUpperCase(),
    `${name}[]`,
    `+${name}`,
  ]
  const encoded = values.map(encodeURIComponent)
  const odd = values.flatMap((value) => [value, escapedAt(value, 0), `${value}+`, `${value}%00`])
  return fc
    .tuple(
      mostly(fc.constant(name), fc.constantFrom(...names)),
      mostly(fc.constantFrom(...encoded), fc.constantFrom(...odd)),
    )
    .map((parts) => parts.join('='))
}

function escapedAt(text: string, at: number): string {
  const code = text.charCodeAt(at).toString(16)
  return text === '' ? '' : `${text.slice(0, at)}%${code}${text.slice(at + 1)}`
}
