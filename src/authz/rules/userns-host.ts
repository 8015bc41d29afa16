import { hostConfigOf } from './host-config.ts'
import type { Rule } from './rule.ts'

/** A container in the host's own user namespace is not remapped: its root is the host's root. */
export const usernsHost: Rule = {
  name: 'usernsHost',
  denies(request, policy) {
    if (policy.usernsHost === 'allow') return undefined
    const mode = hostConfigOf(request)?.get('UsernsMode')
    if (mode === undefined || mode === null || mode === '') return undefined
    // The wording is what admins and their users have known for years: scripts look for it.
    if (mode === 'host') return 'userns=host is not allowed.'
    return 'HostConfig.UsernsMode must be an empty string: leave it out.'
  },
}
