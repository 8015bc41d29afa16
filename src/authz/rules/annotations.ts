import { hostSetting } from './host-config.ts'
import type { Rule } from './rule.ts'

/** runc hands `org.systemd.property.*` to the host's systemd (runc docs/systemd-properties.md; CVE-2024-3154). */
export const annotations: Rule = {
  name: 'annotations',
  denies(request, policy) {
    if (policy.annotations === 'allow') return undefined
    if (hostSetting(request, 'Annotations') === undefined) return undefined
    return 'annotations are not allowed: leave out --annotation, and use --label.'
  },
}
