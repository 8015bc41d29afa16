import type { CanonicalRequest } from '../canonical/request.ts'

/** Whether a request changes something in these parts of the API, and does not only look. */
export function changesBelow({ route }: CanonicalRequest, parts: readonly string[]): boolean {
  if (route.method === 'GET' || route.method === 'HEAD') return false
  return parts.includes(route.path.split('/')[1] ?? '')
}
