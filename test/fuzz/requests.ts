import fc from 'fast-check'
import { engines, type Engine } from '../unit/authz/shown-by-docker.ts'
import { bytesOf } from './body-bytes.ts'
import { headers, type Headers } from './headers.ts'
import { routes, type Route } from './routes.ts'
import { mostly } from './spelling.ts'
import { target } from './targets.ts'

export interface FuzzedRequest extends Headers {
  /** Which Docker shows it to the plugin. */
  engine: Engine
  method: string
  target: string
  body: Buffer
}

function requestTo(route: Route): fc.Arbitrary<FuzzedRequest> {
  const other = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'post')
  const own = fc.record({
    engine: fc.constantFrom(...engines),
    method: mostly(fc.constantFrom(...route.methods.split(' ')), other, 29),
    target: target(route.path, route.parameters ?? {}),
    body: bytesOf(route),
  })
  return fc.tuple(own, headers).map(([request, ofBody]) => ({ ...request, ...ofBody }))
}

export const fuzzedRequest = fc.oneof(
  ...routes.map((route) => ({ arbitrary: requestTo(route), weight: route.weight ?? 1 })),
)
