import { describe, expect, it } from 'vitest'
import type { HostShape } from '../steps/found-host.ts'
import { freshHost } from '../steps/shapes.ts'
import { told, withFiles } from './found.ts'

const dropIn = '/etc/systemd/system/denyusernshost.service.d/own.conf'
const ofAll = '/usr/lib/systemd/system/service.d/10-timeout.conf'
const pluginWith = (path: string, text: string): HostShape => ({
  ...withFiles({ [path]: text }),
  units: {
    ...freshHost.units,
    'denyusernshost.service': {
      files: ['/etc/systemd/system/denyusernshost.service', path],
    },
  },
})

describe('what changes the plugin’s unit', () => {
  it.each<[string, HostShape, string[]]>([
    [
      'another program',
      pluginWith(dropIn, '[Service]\nExecStart=\n ExecStart = /bin/x\n'),
      ['forbids plugin-replaced'],
    ],
    [
      'another program for all services',
      pluginWith(ofAll, 'ExecStart=/bin/x'),
      ['forbids plugin-replaced'],
    ],
    [
      'something else',
      pluginWith(dropIn, '[Service]\n#ExecStart=/bin/x\nMemoryMax=1G\n'),
      ['warns plugin-drop-in'],
    ],
    ['what the distribution has for all services', pluginWith(ofAll, 'TimeoutStopSec=9'), []],
    ['nothing', freshHost, []],
  ])('%s', async (_, shape, codes) => {
    expect(await told(shape)).toEqual(codes)
  })
})
