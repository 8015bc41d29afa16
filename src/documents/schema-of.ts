import type * as z from 'zod'

/**
 * Takes a schema whose values are the type's own to the last optional key; any other does not compile. So what is
 * documented and what the program prints cannot drift apart.
 */
export function schemaOf<Type>() {
  return <Schema extends z.ZodType>(
    schema: Schema & (Same<z.output<Schema>, Type> extends true ? unknown : SchemaAndTypeDiffer),
  ): Schema => schema
}

interface SchemaAndTypeDiffer {
  'the schema and the type differ': never
}

/**
 * That a key may be left out counts too, which being assignable both ways overlooks: two conditional types are the
 * same where what they test is identical (TypeScript's isTypeIdenticalTo).
 */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */
type Same<One, Other> =
  (<T>() => T extends Plain<One> ? 1 : 2) extends <T>() => T extends Plain<Other> ? 1 : 2
    ? true
    : false
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

/** Intersections become one object, and whether something may be written does not count: it is all printed. */
type Plain<T> = T extends object ? { readonly [Key in keyof T]: Plain<T[Key]> } : T
