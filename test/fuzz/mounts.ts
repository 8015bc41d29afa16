import fc from 'fast-check'
import { anyMember, harmlessMember, json, member, object, text } from './spelling.ts'

/** Options of the local volume driver, which is mount(8) by another name. */
export const volumeOptions = object(
  anyMember({
    type: text('tmpfs', 'none', 'ext4', 'TMPFS'),
    o: text('bind', 'size=1m', 'size=1m,bind', 'rw, bind'),
    device: text('tmpfs', '/etc', '/dev/sda'),
    size: text('1m'),
  }),
)

const driverConfig = object(
  harmlessMember,
  member('Name', text('local', 'nfs', '')),
  member('Options', volumeOptions),
)

const paths = [
  '/tmp/none',
  '/etc',
  '/usr/share',
  '/var/lib/docker/volumes',
  '/var/./lib',
  '/etc/../tmp/none/',
  '/',
] as const

const bindMount = object(
  anyMember({
    BindOptions: object(
      anyMember({ CreateMountpoint: json('true', 'false'), NonRecursive: json('true') }),
    ),
    ReadOnly: json('true'),
  }),
  member('Type', text('bind', 'bind', 'Bind', '')),
  member('Source', text(...paths)),
  member('Target', text('/x')),
)

const volumeMount = object(
  anyMember({ ReadOnly: json('true'), Source: text('volume') }),
  member('Type', text('volume')),
  member(
    'VolumeOptions',
    object(member('NoCopy', json('true')), member('DriverConfig', driverConfig)),
  ),
)

/** As `--mount` has it. */
export const mount = fc.oneof(bindMount, volumeMount)

/** As `-v` has it. */
export const bind = text(
  ...paths.map((path) => `${path}:/x`),
  'volume:/x:ro',
  '/tmp/none:ro',
  '/tmp/none:',
  '/tmp/none::ro',
)
