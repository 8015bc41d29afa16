import { notCanonical } from './denial.ts'

/** A request target that reads one way. */
export interface Target {
  /** The NN of `/v1.NN`; undefined where the daemon's newest version is meant. */
  apiVersion: number | undefined
  /** Without the version, as it was sent. */
  path: string
  /** The same with percent-escapes decoded once: what Docker's router goes by. */
  decodedPath: string
}

/** In characters: an image reference is the longest name, of some 500. */
const maxPath = 4096

/**
 * Reads a request target as Docker does (Go's net/url, then gorilla/mux on the decoded path), and
 * takes only those that need no tidying up on the way.
 */
export function readTarget(uri: string): Target {
  if (!uri.startsWith('/')) {
    throw notCanonical('the request target must be a path that begins with "/", not a whole URL.')
  }
  const end = uri.indexOf('?')
  const path = end === -1 ? uri : uri.slice(0, end)
  if (end !== -1) checkQuery(uri.slice(end + 1))
  if (path.length > maxPath) throw notCanonical('the path is too long.')
  // The characters of RFC 3986's path; clients escape all others.
  if (!/^[\w\-.~!$&'()*+,;=:@/%]+$/.test(path)) {
    throw notCanonical('the path holds a character that must be percent-escaped.')
  }
  checkSegments(path)
  return withoutVersion(path)
}

function withoutVersion(path: string): Target {
  const versioned = /^\/v1\.([1-9][0-9]?)(\/.*)$/.exec(path)
  const rest = versioned?.[2] ?? path
  // Docker's router takes any digits and dots for a version: /v1.41./, /v01.041/.
  if (/^\/v[0-9.]/.test(rest)) {
    throw notCanonical('the API version must be spelled plainly, as in "/v1.41/".')
  }
  const decodedPath = decode(rest)
  checkSegments(decodedPath)
  const apiVersion = versioned?.[1] === undefined ? undefined : Number(versioned[1])
  return { apiVersion, path: rest, decodedPath }
}

function checkSegments(path: string): void {
  const segments = path.split('/').slice(1)
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw notCanonical('the path must have no empty, "." or ".." part.')
  }
}

/** Older Go takes ";" for "&", newer Go drops what holds one, and neither keeps a broken escape. */
function checkQuery(query: string): void {
  if (!/^[!-~]*$/.test(query) || /[;#]/.test(query)) {
    throw notCanonical('the query holds a character that must be percent-escaped.')
  }
  decode(query)
}

function decode(text: string): string {
  let decoded: string
  try {
    decoded = decodeURIComponent(text)
  } catch {
    throw notCanonical('a percent-escape in the request target is not valid UTF-8.')
  }
  if (/[\x00-\x1f\x7f]/.test(decoded)) {
    throw notCanonical('the request target holds a control character.')
  }
  return decoded
}
