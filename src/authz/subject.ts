import type { RequestRecord } from '../policy/denial.ts'
import type { CanonicalRequest } from './canonical/request.ts'
import { objectOf } from './rules/host-config.ts'
import { containerCreate } from './routes/table.ts'

type Subject = Pick<RequestRecord, 'container' | 'image'>

/** In characters, as much of a name as the journal keeps. */
const longest = 256

/** The container and the image that a request names. */
export function subjectOf({ route, name, query, body }: CanonicalRequest): Subject {
  if (route === containerCreate) {
    const image = objectOf(body)?.get('Image')
    return { ...named('container', query('name')[0]), ...named('image', image) }
  }
  if (route.path.startsWith('/containers/{name')) return named('container', name)
  return route.path.startsWith('/images/{name') ? named('image', name) : {}
}

function named(key: keyof Subject, value: unknown): Subject {
  return typeof value === 'string' && value !== '' ? { [key]: value.slice(0, longest) } : {}
}
