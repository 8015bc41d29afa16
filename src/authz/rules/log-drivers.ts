import { quoted } from '../canonical/denial.ts'
import { isEmpty } from '../canonical/shape.ts'
import { hostSetting, objectOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/** Others connect, as root, to whatever address they are given: loopback, or a socket that only root may use. */
export const logDrivers: Rule = {
  name: 'logDrivers',
  denies(request, policy) {
    const driver = objectOf(hostSetting(request, 'LogConfig'))?.get('Type')
    if (isEmpty(driver)) return undefined
    if (typeof driver === 'string' && policy.logDrivers.includes(driver)) return undefined
    const name = typeof driver === 'string' ? quoted(driver) : 'this'
    return `the log driver ${name} is not allowed: leave out --log-driver.`
  },
}
