import { dirname } from 'node:path'
import type { HostReader } from '../host/reader.ts'
import { policyPath } from '../policy/places.ts'
import { callersService, pluginService, pluginSocket, unitFolder } from '../steps/places.ts'
import { forbids, unseen, type Check, type Finding } from './check.ts'

/** Whoever can change one of these decides what the plugin answers. The program and its Node are seen to where they are planned. */
const units = [pluginService, callersService].map((unit) => `${unitFolder}/${unit}`)
const paths = [policyPath, ...units, dirname(pluginSocket)]

export const pluginPaths: Check = async (host) =>
  (await Promise.all(paths.map((path) => look(host, path)))).flat()

async function look(host: HostReader, path: string): Promise<Finding[]> {
  const trust = await host.pathTrust(path)
  if (trust.state === 'unknown') return [unseen(`who can change ${path}`, trust.reason)]
  if (trust.state === 'absent' || trust.value.weakness === undefined) return []
  return [
    forbids({
      code: 'plugin-writable',
      what: `Others than root can change ${path}: ${trust.value.weakness}.`,
      where: path,
      remedies: [
        'Give it back: chown root:root PATH; chmod go-w PATH',
        'Then see what it holds now: sudo npx userns-harden apply --dry-run',
      ],
    }),
  ]
}
