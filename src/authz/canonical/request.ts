import { matchRoute } from '../routes/match.ts'
import type { Route } from '../routes/route.ts'
import type { AuthzRequest } from './authz-request.ts'
import { readBody } from './body.ts'
import type { JsonValue } from './json.ts'
import { readTarget } from './target.ts'

/** A request that reads one way, to us and to Docker. */
export interface CanonicalRequest {
  route: Route
  /** Undefined where there is none, or none that Docker reads. */
  body: JsonValue | undefined
}

/** @throws Denial of a request that reads more than one way, or of a route that is not known. */
export function canonicalRequest(request: AuthzRequest): CanonicalRequest {
  const target = readTarget(request.uri)
  const route = matchRoute(request.method, target)
  return { route, body: readBody(request, route, target.apiVersion) }
}
