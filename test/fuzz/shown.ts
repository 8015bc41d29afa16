import { shownBy } from '../unit/authz/shown-by-docker.ts'
import type { FuzzedRequest } from './requests.ts'

/** What Docker would send to the plugin; undefined where it refuses the request itself. */
export function asShown(request: FuzzedRequest): Buffer | undefined {
  const { engine, method, target, body, types, isChunked, hasLength } = request
  const shown = shownBy(engine, {
    method,
    uri: target,
    headers: {
      ...(types.length > 0 && { 'Content-Type': types }),
      ...(isChunked && { 'Transfer-Encoding': 'chunked' }),
      ...(hasLength && !isChunked && { 'Content-Length': '0' }),
    },
    // It takes text alone, and looks at nothing but the length.
    body: ' '.repeat(body.length),
  })
  if (!shown) return undefined
  const told = JSON.parse(shown.toString()) as { RequestBody?: string }
  if (told.RequestBody !== undefined) told.RequestBody = body.toString('base64')
  return Buffer.from(JSON.stringify(told))
}
