import * as z from 'zod'
import { isDeviceGlob, isPlainPath, isSubnet, settings, type RuleName } from './settings.ts'

type ListRule =
  'devices' | 'volumeOptions' | 'runtimes' | 'logDrivers' | 'networkDrivers' | 'subnets'
type DenyOrAllow = Exclude<RuleName, ListRule | 'binds' | 'copy' | 'buildKit' | 'audit'>

const name = z.string().min(1)

/** The profile's `policy`. Not for the plugin, which carries no library. */
export const policySchema = z
  .strictObject({
    usernsHost: denied('usernsHost', "Containers in the host's own user namespace (--userns=host)"),
    privileged: denied('privileged', 'Privileged containers and privileged exec'),
    hostNamespaces: denied(
      'hostNamespaces',
      'pid, network, ipc, uts or cgroup namespace of the host',
    ),
    devices: list(
      'devices',
      z
        .string()
        .refine(isDeviceGlob, 'a path below /dev, in which * stands for a part of one name'),
      'Devices of the host that may be asked for (--device), never block devices; GPU requests (--gpus) are no devices',
    ),
    deviceRules: denied('deviceRules', 'Device cgroup rules (--device-cgroup-rule)'),
    annotations: denied('annotations', 'Annotations, which runtimes and systemd act on'),
    volumeOptions: list(
      'volumeOptions',
      name,
      'The types of file systems that options of a local volume may name; others, and bind, are denied',
    ),
    enginePlugins: denied('enginePlugins', 'All of `docker plugin` but list and inspect'),
    swarm: denied('swarm', 'All of swarm, services, secrets and configs but list and inspect'),
    checkpoints: denied('checkpoints', 'Checkpoints, but for their list'),
    securityOptions: denied(
      'securityOptions',
      'Options that lessen the confinement of a container',
    ),
    cgroupParent: denied('cgroupParent', "Leaving the host's accounting (--cgroup-parent)"),
    runtimes: list('runtimes', name, 'The runtimes that may be asked for'),
    logDrivers: list('logDrivers', name, 'The log drivers that may be asked for'),
    remoteSources: denied('remoteSources', 'Builds and imports from an address'),
    networkDrivers: list('networkDrivers', name, 'The drivers that a network may be made with'),
    subnets: list(
      'subnets',
      z.string().refine(isSubnet, 'a subnet such as 172.16.0.0/12'),
      'The ranges in which a network may name its addresses',
    ),
    buildKit: z
      .enum(['allow', 'deny'])
      .default(settings.buildKit.byDefault)
      .describe('BuildKit, whose builds the plugin cannot see into'),
    binds: z
      .strictObject({
        shortForm: z
          .enum(['rootOnly', 'existing'])
          .default(settings.binds.byDefault.shortForm)
          .describe(
            'For which sources -v is allowed, by which Docker makes missing folders as root',
          ),
        allow: folders('allow').describe('Only these folders and what is in them'),
        deny: folders('deny').describe('Nothing in these folders, and nothing that holds one'),
      })
      .prefault({})
      .describe('Folders of the host in containers'),
    copy: z
      .enum(['withoutHostMounts', 'deny', 'allow'])
      .default(settings.copy.byDefault)
      .describe('docker cp, which Docker does as root'),
    audit: z
      .enum(['denials', 'all'])
      .default(settings.audit.byDefault)
      .describe('The requests of which the journal has a line each'),
  })
  .prefault({})

function denied(rule: DenyOrAllow, what: string) {
  return z.enum(['deny', 'allow']).default(settings[rule].byDefault).describe(what)
}

function folders(list: 'allow' | 'deny') {
  const folder = z
    .string()
    .refine(isPlainPath, 'an absolute path without ".", ".." or a last slash')
  return z.array(folder).default([...settings.binds.byDefault[list]])
}

function list(rule: ListRule, of: z.ZodString, what: string) {
  return z
    .array(of)
    .default([...settings[rule].byDefault])
    .describe(what)
}
