import type { JsonObject, JsonValue } from '../canonical/json.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import { isEmpty } from '../canonical/shape.ts'
import { hostConfigOf, itemsOf, objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/**
 * The local driver mounts, as root, what its options say (moby volume/local/local_unix.go): a folder
 * of root's, a disk of the host. `o` can turn any type into a bind, so it is read too.
 */
export const volumeOptions: Rule = {
  name: 'volumeOptions',
  denies(request, policy) {
    if (policy.volumeOptions === 'allow') return undefined
    if (asked(request).every(({ driver, options }) => isLocal(driver) && isTmpfs(options))) {
      return undefined
    }
    return 'of volume drivers only "local" is allowed, without options or with type=tmpfs,device=tmpfs.'
  },
}

interface Asked {
  driver: JsonValue | undefined
  options: JsonValue | undefined
}

function asked(request: CanonicalRequest): Asked[] {
  if (request.route.path === '/volumes/create') {
    const volume = objectOf(request.body)
    return [{ driver: volume?.get('Driver'), options: volume?.get('DriverOpts') }]
  }
  const settings = hostConfigOf(request)
  const mounts = itemsOf(settings?.get('Mounts')).map(driverOfMount)
  return [{ driver: settings?.get('VolumeDriver'), options: undefined }, ...mounts]
}

function driverOfMount(mount: JsonValue): Asked {
  const config = objectOf(objectOf(objectOf(mount)?.get('VolumeOptions'))?.get('DriverConfig'))
  return { driver: config?.get('Name'), options: config?.get('Options') }
}

function isLocal(driver: JsonValue | undefined): boolean {
  return isEmpty(driver) || driver === 'local'
}

function isTmpfs(options: JsonValue | undefined): boolean {
  if (isEmpty(options)) return true
  const given = objectOf(options)
  return given !== undefined && given.get('type') === 'tmpfs' && isHarmless(given)
}

const tmpfsOption =
  /^(size=\d+[kmg%]?|mode=[0-7]+|uid=\d+|gid=\d+|nr_inodes=\d+[kmg]?|ro|rw|noexec|nosuid|nodev)$/i

function isHarmless(given: JsonObject): boolean {
  const { type, device = 'tmpfs', o = '', ...others } = Object.fromEntries(given)
  const listed =
    typeof o === 'string' && (o === '' || o.split(',').every((one) => tmpfsOption.test(one)))
  return type === 'tmpfs' && device === 'tmpfs' && listed && Object.keys(others).length === 0
}
