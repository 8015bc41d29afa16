import { createHash } from 'node:crypto'
import { matchRoute } from '../routes/match.ts'
import type { Route } from '../routes/route.ts'
import type { AuthzRequest } from './authz-request.ts'
import { readBody } from './body.ts'
import type { JsonValue } from './json.ts'
import { readTarget } from './target.ts'

/** A request that reads one way, to us and to Docker. */
export interface CanonicalRequest {
  route: Route
  /** What stands for the route's first parameter, decoded; empty where it has none. */
  name: string
  /** By which Docker's word that the request is over is matched with it. */
  signature: () => string
  /** All values that a name of the query was given; Docker takes the first. */
  query: (name: string) => string[]
  /** Undefined where there is none, or none that Docker reads. */
  body: JsonValue | undefined
}

/** Of a fixed length, because a target may have a megabyte. */
export function signatureOf({ method, uri }: Pick<AuthzRequest, 'method' | 'uri'>): string {
  return createHash('sha256').update(`${method} ${uri}`).digest('base64')
}

/** @throws Denial of a request that reads more than one way, or of a route that is not known. */
export function canonicalRequest(request: AuthzRequest): CanonicalRequest {
  const target = readTarget(request.uri)
  const { route, name } = matchRoute(request.method, target)
  const body = readBody(request, route, target.apiVersion)
  // The same as Go's url.ParseQuery for what readTarget lets through: no ";" and no broken escape.
  const query = new URLSearchParams(request.uri.split('?').slice(1).join('?'))
  return {
    route,
    name,
    signature: () => signatureOf(request),
    query: (key) => query.getAll(key),
    body,
  }
}
