import { notCanonical } from './denial.ts'

export type MediaType = 'none' | 'json' | 'form' | 'other'

/** The type that Docker shows: the last one, where several were sent. */
export function mediaType(headers: ReadonlyMap<string, string>): MediaType {
  const value = headers.get('content-type')
  if (value === undefined || value === '') return 'none'
  if (/^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(value)) return 'json'
  // Both put form values before those of the query (Go's Request.ParseForm and ParseMultipartForm).
  return /^\s*(application\/x-www-form-urlencoded|multipart\/)/i.test(value) ? 'form' : 'other'
}

/**
 * The body's length in bytes as declared; undefined where it is not, which is so of a request
 * without a body and of a chunked one.
 */
export function contentLength(headers: ReadonlyMap<string, string>): number | undefined {
  const value = headers.get('content-length')
  if (value === undefined) return undefined
  if (!/^(0|[1-9][0-9]{0,14})$/.test(value)) {
    throw notCanonical('Content-Length must be a plain decimal number.')
  }
  return Number(value)
}
