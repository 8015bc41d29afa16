import { quoted } from '../canonical/denial.ts'
import { isEmpty } from '../canonical/shape.ts'
import { hostSetting, objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/** Options that say how a log is kept, and not where it is sent. */
const harmless = new Set(
  'max-size max-file max-buffer-size compress mode tag labels labels-regex env env-regex'.split(
    ' ',
  ),
)

/**
 * Others connect, as root, to whatever address they are given: loopback, or a socket that only root
 * may use. Where no driver is named, options go to the daemon's own (moby daemon/logs.go,
 * mergeAndVerifyLogConfig), which may be one of these.
 */
export const logDrivers: Rule = {
  name: 'logDrivers',
  denies(request, policy) {
    const config = objectOf(hostSetting(request, 'LogConfig'))
    const driver = config?.get('Type')
    if (isEmpty(driver)) {
      const options = [...(objectOf(config?.get('Config'))?.keys() ?? [])]
      const other = options.find((option) => !harmless.has(option))
      return (
        other &&
        `the log option ${quoted(other)} is not allowed: leave it out, or name the --log-driver.`
      )
    }
    if (typeof driver === 'string' && policy.logDrivers.includes(driver)) return undefined
    const name = typeof driver === 'string' ? quoted(driver) : 'this'
    return `the log driver ${name} is not allowed: leave out --log-driver.`
  },
}
