import type { Rule } from './rule.ts'
import { usernsHost } from './userns-host.ts'

/** Every rule, in the order in which they are asked: the first that denies is the one that is told. */
export const rules: readonly Rule[] = [usernsHost]
