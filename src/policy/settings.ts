/** How one rule can be set. */
export interface Setting<Value> {
  byDefault: Value
  accepts(value: unknown): value is Value
  /** What is accepted, for the person whose value was not. */
  expected: string
}

/** The rules, each with its setting: a further rule is a further line. */
export const settings = {
  usernsHost: oneOf('deny', 'allow'),
}

export type RuleName = keyof typeof settings

/** What the plugin denies. */
export type Policy = {
  [Rule in RuleName]: (typeof settings)[Rule] extends Setting<infer Value> ? Value : never
}

export const ruleNames = Object.keys(settings) as RuleName[]

export const defaultPolicy = Object.fromEntries(
  ruleNames.map((rule) => [rule, settings[rule].byDefault]),
) as Policy

/** The first choice is the default. */
function oneOf<Choice extends string>(byDefault: Choice, ...others: Choice[]): Setting<Choice> {
  const choices: readonly string[] = [byDefault, ...others]
  return {
    byDefault,
    accepts: (value): value is Choice => typeof value === 'string' && choices.includes(value),
    expected: choices.map((choice) => JSON.stringify(choice)).join(' or '),
  }
}
