import { isPlainPath, type Policy } from '../../policy/settings.ts'
import { quoted } from '../canonical/denial.ts'
import type { JsonValue } from '../canonical/json.ts'
import { isEmpty } from '../canonical/shape.ts'
import type { HostFacts } from '../facts/facts.ts'
import { hostSetting, itemsOf, objectOf } from './host-config.ts'
import { kept } from './kept.ts'
import type { Answer, Question, Rule } from './rule.ts'

/**
 * A device opens to every node with its numbers, one of the image's own too, whatever the rights of
 * the host's node are (the cgroup rule goes by numbers). So the policy names devices, and a block
 * device is none of them: it holds file systems of the host.
 */
export const devices: Rule = {
  name: 'devices',
  denies(request, policy) {
    // `docker update` has the field too (moby api/types/container, Resources), and ignores it.
    const updated = request.route.path.endsWith('/update') && objectOf(request.body)?.get('Devices')
    if (!isEmpty(updated)) return notAllowed(undefined, policy.devices)
    const asked = itemsOf(hostSetting(request, 'Devices')).map(pathOf)
    const other = asked.find((path) => !mayBeNamed(path, policy.devices))
    if (asked.includes(undefined) || other !== undefined) return notAllowed(other, policy.devices)
    if (asked.length === 0) return undefined
    const paths = kept(asked.filter((path) => path !== undefined))
    return paths ? areAll(paths, policy.devices) : 'these are too many devices.'
  },
}

function pathOf(device: JsonValue): string | undefined {
  const path = objectOf(device)?.get('PathOnHost')
  return typeof path === 'string' && isPlainPath(path) ? path : undefined
}

/** Whether a path may be that of a named device, or of a folder of such. */
function mayBeNamed(path: string | undefined, globs: Policy['devices']): boolean {
  if (path === undefined) return false
  return isNamed(path, globs) || globs.some((glob) => glob.startsWith(`${path}/`))
}

function areAll(paths: string[], globs: Policy['devices']): Question {
  return async (facts) => {
    for (const path of paths) {
      const message = await whyNot(path, globs, facts)
      if (message !== undefined) return message
    }
    return undefined
  }
}

async function whyNot(path: string, globs: Policy['devices'], facts: HostFacts): Promise<Answer> {
  const { firm, loose, exists } = await facts.seePath(path)
  if (!exists) return `there is no device ${quoted(path)}.`
  if (firm !== path || loose !== '') {
    return `${quoted(path)} is a link or in a folder that others than root can change: give the device itself.`
  }
  const found = await facts.devicesAt(path)
  const block = found.find(({ isBlock }) => isBlock)
  if (block) return `${quoted(block.path)} is a block device, and those are never allowed.`
  const other = found.find((device) => !isNamed(device.path, globs))
  return other && notAllowed(other.path, globs)
}

function notAllowed(path: string | undefined, globs: Policy['devices']): string {
  const which = path === undefined ? 'this device' : `the device ${quoted(path)}`
  const open = globs.length === 0 ? 'leave out --device' : `allowed are ${globs.join(', ')}`
  return `${which} is not allowed: ${open}; for GPUs use --gpus.`
}

/** `*` stands for any characters of one name. */
function isNamed(path: string, globs: Policy['devices']): boolean {
  return globs.some((glob) => {
    const source = glob.replace(/[^*\w/]/g, '\\$&').replaceAll('*', '[^/]*')
    return new RegExp(`^${source}$`).test(path)
  })
}
