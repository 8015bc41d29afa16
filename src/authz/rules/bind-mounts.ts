import { normalize } from 'node:path/posix'
import type { JsonValue } from '../canonical/json.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import { isEmpty } from '../canonical/shape.ts'
import { hostConfigOf, itemsOf, objectOf } from './host-config.ts'

/** A folder or file of the host that a container is to see. */
export interface BindMount {
  /** Tidied up as Docker does it: absolute, without `.` and `..`. */
  source: string
  target: string
  readOnly: boolean
  /** Whether Docker makes a missing source, as root. */
  makesSource: boolean
}

/** Those of a container that is to be made; undefined where one cannot be read. */
export function bindMountsOf(request: CanonicalRequest): BindMount[] | undefined {
  const settings = hostConfigOf(request)
  const found = [
    ...itemsOf(settings?.get('Binds')).map(ofShortForm),
    ...itemsOf(settings?.get('Mounts')).map(ofMount),
  ]
  if (found.some((mount) => mount === undefined)) return undefined
  const mounts = found.filter((mount): mount is BindMount => typeof mount === 'object')
  return mounts.some(({ source }) => source.includes('\0')) ? undefined : mounts
}

/** `source:target[:options]`, a bind when the source is absolute (moby volume/mounts/linux_parser.go). */
function ofShortForm(bind: JsonValue): BindMount | 'none' | undefined {
  if (typeof bind !== 'string') return undefined
  const [source = '', target = '', options = '', ...more] = bind.split(':')
  if (more.length > 0 || source === '') return undefined
  if (!source.startsWith('/') || target === '') return 'none'
  const readOnly = options.split(',').includes('ro')
  return { source: tidied(source), target, readOnly, makesSource: true }
}

function ofMount(value: JsonValue): BindMount | 'none' | undefined {
  const mount = objectOf(value)
  const type = mount?.get('Type')
  if (type === 'volume' || type === 'tmpfs' || type === 'image') return 'none'
  const source = mount?.get('Source')
  const target = mount?.get('Target')
  if (type !== 'bind' || typeof source !== 'string' || !source.startsWith('/')) return undefined
  if (typeof target !== 'string') return undefined
  const makes = objectOf(mount?.get('BindOptions'))?.get('CreateMountpoint')
  const readOnly = mount?.get('ReadOnly') === true
  return { source: tidied(source), target, readOnly, makesSource: !isEmpty(makes) }
}

/** Go's path.Clean, by text alone. */
function tidied(path: string): string {
  const clean = normalize(path)
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean
}
