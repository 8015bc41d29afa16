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
    const types = policy.volumeOptions
    const isHarmless = ({ driver, options }: Asked) =>
      isLocal(driver) && (isEmpty(options) || isOfType(objectOf(options), types))
    if (asked(request).every(isHarmless)) return undefined
    const open = types.map((type) =>
      type === 'tmpfs' ? 'type=tmpfs,device=tmpfs' : `type=${type}`,
    )
    return `of volume drivers only "local" is allowed, without options${open.length === 0 ? '' : ` or with ${open.join(' or ')}`}.`
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

function isOfType(given: JsonObject | undefined, types: readonly string[]): boolean {
  if (!given) return false
  const { type, device, o = '', ...others } = Object.fromEntries(given)
  if (typeof type !== 'string' || !types.includes(type) || typeof o !== 'string') return false
  if (Object.keys(others).length > 0) return false
  const mountOptions = o === '' ? [] : o.split(',')
  if (type !== 'tmpfs') return !mountOptions.some((one) => turnsIntoAnother.test(one))
  return (device ?? 'tmpfs') === 'tmpfs' && mountOptions.every((one) => ofTmpfs.test(one))
}

const ofTmpfs =
  /^(size=\d+[kmg%]?|mode=[0-7]+|uid=\d+|gid=\d+|nr_inodes=\d+[kmg]?|ro|rw|noexec|nosuid|nodev)$/i

/** Flags of mount(2) by which a type no longer counts (moby sys/mount, flags_linux.go). */
const turnsIntoAnother = /^\s*(r?bind|remount|move)\s*$/i
