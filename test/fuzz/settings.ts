import fc from 'fast-check'
import { bind, mount } from './mounts.ts'
import { anyMember, harmlessMember, json, list, member, object, text } from './spelling.ts'

const device = object(
  anyMember({ PathOnHost: text('/dev/sda', '/dev/fuse'), CgroupPermissions: text('r') }),
)

const deviceRequest = object(
  anyMember({ Count: json('-1'), Driver: text('cdi') }),
  member('Driver', text('cdi', 'nvidia')),
  member('DeviceIDs', list(text('vendor.com/disk=sda', 'vendor.com/gpu=0', '0'))),
)

const resources = {
  CgroupParent: text('/x', ''),
  DeviceCgroupRules: list(text('b 8:* rwm')),
  Devices: list(device),
  DeviceRequests: list(deviceRequest),
}

/** Containers' names as the facts of these tests know them, and the oracle. */
export const containers =
  'x mounted outside /outside linked/outside bad0 bad1 cafe cafe00000000'.split(' ')

const mode = fc.oneof(
  text('host', 'private', '', 'HOST', 'host '),
  text(...containers.map((name) => `container:${name}`), 'container'),
)

const logConfig = object(
  anyMember({
    Type: text('syslog', 'json-file', ''),
    Config: object(
      anyMember({ 'syslog-address': text('tcp://127.0.0.1:1'), 'max-size': text('1m') }),
    ),
  }),
)

/** HostConfig's members that do harm, or belong to what does; the first reach deep, and have more to try. */
const deepSetting = anyMember({ Mounts: list(mount), Binds: list(bind), LogConfig: logConfig })
const flatSetting = anyMember({
  ...resources,
  UsernsMode: text('host', '', 'hosts'),
  Privileged: json('true', 'false'),
  PidMode: mode,
  NetworkMode: fc.oneof(mode, text('bridge', 'default')),
  IpcMode: mode,
  UTSMode: mode,
  CgroupnsMode: mode,
  VolumesFrom: list(text(...containers, 'outside:ro', 'cafe00000000:ro', ':outside')),
  Annotations: object(anyMember({ a: text('b') })),
  SecurityOpt: list(text('seccomp=unconfined', 'no-new-privileges', 'seccomp:unconfined')),
  MaskedPaths: json('[]', 'null'),
  ReadonlyPaths: json('[]', 'null'),
  Runtime: text('io.containerd.x', 'runc', ''),
  VolumeDriver: text('nfs', 'local', ''),
})
const setting = fc.oneof({ arbitrary: flatSetting, weight: 4 }, deepSetting)

const settings = object(fc.oneof({ arbitrary: setting, weight: 5 }, harmlessMember))

const endpoints = object(
  anyMember({
    EndpointsConfig: object(anyMember({ host: json('{}', 'null'), bridge: json('{}') })),
  }),
)

export const createBody = object(
  fc.oneof(
    { arbitrary: harmlessMember, weight: 4 },
    { arbitrary: member('NetworkingConfig', endpoints), weight: 2 },
    // The daemon merges a second one, and older ones take settings from beside it.
    member('HostConfig', settings),
    setting,
  ),
  member('HostConfig', fc.oneof({ arbitrary: settings, weight: 8 }, json('null'))),
)

/** What a start once took, and may still be sent. */
export const startBody = fc.oneof(settings, createBody)

export const updateBody = object(
  fc.oneof(anyMember({ ...resources, Memory: json('1') }), harmlessMember),
)
