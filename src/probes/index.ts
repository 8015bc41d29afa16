import { creation, nothing, post, type Attempt } from './attempt.ts'
import { spellings } from './spellings.ts'

const none = `/containers/${nothing}`
/** Port 1 of the loopback address, where nobody listens. */
const nowhere = encodeURIComponent('http://127.0.0.1:1/x')
const hostRoot = { Type: 'none', o: 'bind', device: '/' }

/**
 * What `verify` tries, in the order in which it is told. All are harmless where they get through: what they would act on is not
 * there, which Docker sees after it has asked its plugins.
 */
export const attempts: readonly Attempt[] = [
  {
    id: 'usernsHost',
    title: "the host's user namespace",
    requests: [creation({ UsernsMode: 'host' })],
  },
  {
    id: 'privileged',
    title: 'privileged containers and commands',
    requests: [
      creation({ Privileged: true }),
      post(`${none}/exec`, { Cmd: ['id'], Privileged: true }),
    ],
  },
  {
    id: 'hostNamespaces',
    title: 'other namespaces of the host',
    requests: [
      { PidMode: 'host' },
      { NetworkMode: 'host' },
      { IpcMode: 'host' },
      { UTSMode: 'host' },
    ].map(creation),
  },
  {
    id: 'binds',
    title: "Docker's own folders",
    requests: [
      creation({ Binds: ['/var/lib/docker:/x'] }),
      creation({ Mounts: [{ Type: 'bind', Source: '/var/lib/docker', Target: '/x' }] }),
    ],
  },
  {
    id: 'volumeOptions',
    title: 'volumes that are folders of the host',
    requests: [
      creation({
        Mounts: [
          {
            Type: 'volume',
            Target: '/x',
            VolumeOptions: { DriverConfig: { Name: 'local', Options: hostRoot } },
          },
        ],
      }),
    ],
  },
  {
    id: 'devices',
    title: 'devices',
    requests: [
      creation({
        Devices: [
          { PathOnHost: '/dev/mem', PathInContainer: '/dev/mem', CgroupPermissions: 'rwm' },
        ],
      }),
    ],
  },
  {
    id: 'deviceRules',
    title: 'rights on devices',
    requests: [
      creation({ DeviceCgroupRules: ['a *:* rwm'] }),
      post(`${none}/update`, { DeviceCgroupRules: ['a *:* rwm'] }),
    ],
  },
  {
    id: 'securityOptions',
    title: 'containers without seccomp and AppArmor',
    requests: ['seccomp=unconfined', 'apparmor=unconfined', 'systempaths=unconfined'].map(
      (option) => creation({ SecurityOpt: [option] }),
    ),
  },
  {
    id: 'cgroupParent',
    title: 'another parent cgroup',
    requests: [creation({ CgroupParent: '/system.slice' })],
  },
  {
    id: 'runtimes',
    title: 'another runtime',
    requests: [creation({ Runtime: nothing })],
  },
  {
    id: 'logDrivers',
    title: 'another log driver',
    requests: [creation({ LogConfig: { Type: nothing, Config: {} } })],
  },
  {
    id: 'networkDrivers',
    title: 'networks beside the host',
    // Docker keeps the name for itself.
    requests: [post('/networks/create', { Name: 'host', Driver: 'macvlan' })],
  },
  {
    id: 'enginePlugins',
    title: "Docker's plugins, which run as root",
    requests: [post(`/plugins/${nothing}/enable`)],
  },
  {
    id: 'swarm',
    title: 'services of a swarm',
    requests: [post('/services/create', {})],
  },
  {
    id: 'checkpoints',
    title: 'checkpoints',
    requests: [post(`${none}/checkpoints`, { CheckpointID: 'x' })],
  },
  {
    id: 'remoteSources',
    title: 'builds and images from an address',
    requests: [
      post(`/build?remote=${nowhere}`),
      post(`/images/create?fromSrc=${nowhere}&repo=${nothing}`),
    ],
  },
  ...spellings,
]
