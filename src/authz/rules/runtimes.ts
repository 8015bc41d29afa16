import { quoted } from '../canonical/denial.ts'
import { hostSetting } from './host-config.ts'
import type { Rule } from './rule.ts'

/** containerd runs whatever runtime of that name it finds, as root. */
export const runtimes: Rule = {
  name: 'runtimes',
  denies(request, policy) {
    const runtime = hostSetting(request, 'Runtime')
    if (runtime === undefined) return undefined
    if (typeof runtime === 'string' && policy.runtimes.includes(runtime)) return undefined
    const name = typeof runtime === 'string' ? quoted(runtime) : 'this'
    return `the runtime ${name} is not allowed: leave out --runtime.`
  },
}
