import fc from 'fast-check'

/** One of these, and now and then one that nobody would send. */
export function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, times = 9) {
  return fc.oneof({ arbitrary: usual, weight: times }, odd)
}

/** JSON as it stands. */
export function json(...values: string[]): fc.Arbitrary<string> {
  return mostly(fc.constantFrom(...values), fc.constantFrom('null', '5', '""', '[]', '{}'), 19)
}

/** A string of JSON, or the same with an escape in it. */
export function text(...values: string[]): fc.Arbitrary<string> {
  const plain = values.map((value) => JSON.stringify(value))
  return mostly(json(...plain), fc.constantFrom(...plain.map(escaped)))
}

function escaped(quoted: string): string {
  return quoted.replace(/\w/, (first) => `\\u00${first.charCodeAt(0).toString(16)}`)
}

export function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(item, { maxLength: 2 }).map((items) => `[${items.join(',')}]`)
}

/** A member of an object, its name as Go's decoder knows it or might still know it. */
export function member(name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const quoted = `"${name}"`
  const variants = [
    quoted.toLowerCase(),
    quoted.toUpperCase(),
    quoted.replace('s', '\u017F'),
    quoted.replace('k', '\u212A'),
    escaped(quoted),
    `"${name}\\u0000"`,
    `" ${name}"`,
  ]
  return fc
    .tuple(mostly(fc.constant(quoted), fc.constantFrom(...variants)), value)
    .map((parts) => parts.join(':'))
}

export function anyMember(fields: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<string> {
  return fc.oneof(...Object.entries(fields).map(([name, value]) => member(name, value)))
}

/** Nobody's harm, but something to stumble over. */
export const harmlessMember = fc
  .tuple(
    fc.constantFrom('Image', 'Env', 'Labels', 'Memory', 'x', '__proto__'),
    fc.jsonValue({ maxDepth: 1 }),
  )
  .map(([name, value]) => `"${name}":${JSON.stringify(value)}`)

export function object(
  optional: fc.Arbitrary<string>,
  ...needed: fc.Arbitrary<string>[]
): fc.Arbitrary<string> {
  return fc
    .tuple(fc.tuple(...needed), fc.array(optional, { maxLength: 3 }), separator, fc.boolean())
    .map(([first, others, comma, isReversed]) => {
      const all = [...first, ...others]
      return `{${(isReversed ? all.reverse() : all).join(comma)}}`
    })
}

const separator = mostly(fc.constantFrom(',', ' , ', ',\n'), fc.constantFrom(',,', ';'), 29)
