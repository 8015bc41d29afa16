import { notCanonical } from './denial.ts'

/** What Docker tells a plugin of a request (moby pkg/authorization/api.go). */
export interface AuthzRequest {
  method: string
  /** The request target as it was sent, percent-escapes and all. */
  uri: string
  /**
   * By lower-case name. Of a header that was sent several times Docker shows the last value, while
   * its handlers go by the first; Transfer-Encoding and Host are never shown.
   */
  headers: ReadonlyMap<string, string>
  /** Empty also where there was one that Docker does not show. */
  body: Buffer
}

/**
 * Reads what Docker sent to the plugin.
 * @throws Denial when nothing was sent: Docker repeats a request with an empty body when a plugin
 *   died on it (moby pkg/plugins/client.go), and what is not seen is not allowed.
 */
export function readAuthzRequest(bytes: Buffer): AuthzRequest {
  if (bytes.length === 0) {
    throw notCanonical('Docker did not show the request to the plugin: send it again.')
  }
  const { RequestMethod, RequestUri, RequestHeaders, RequestBody } = fieldsOf(bytes)
  if (typeof RequestMethod !== 'string' || typeof RequestUri !== 'string') throw unreadable()
  return {
    method: RequestMethod,
    uri: RequestUri,
    headers: readHeaders(RequestHeaders ?? {}),
    body: readBase64(RequestBody ?? ''),
  }
}

function fieldsOf(bytes: Buffer): Record<string, unknown> {
  let found: unknown
  try {
    found = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw unreadable()
  }
  if (typeof found !== 'object' || found === null) throw unreadable()
  return found as Record<string, unknown>
}

function readHeaders(found: unknown): ReadonlyMap<string, string> {
  if (typeof found !== 'object' || found === null) throw unreadable()
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(found)) {
    const key = name.toLowerCase()
    if (typeof value !== 'string' || headers.has(key)) throw unreadable()
    headers.set(key, value)
  }
  return headers
}

function readBase64(found: unknown): Buffer {
  if (typeof found !== 'string') throw unreadable()
  const bytes = Buffer.from(found, 'base64')
  // Node skips what is not base64: the length tells whether it did.
  if (found.length !== Math.ceil(bytes.length / 3) * 4) throw unreadable()
  return bytes
}

function unreadable() {
  return notCanonical('Docker described the request in a way that the plugin cannot read.')
}
