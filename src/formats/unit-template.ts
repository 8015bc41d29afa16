import { Bug } from '../failure.ts'

const placeholder = /@([A-Z_]+)@/g

/**
 * Puts values into the `@NAME@` places of a unit file. A value goes in as it is: words of ExecStart
 * are numbers and plain paths, which need no quoting; a name in a comment goes through commentText before.
 *
 * @throws Bug where a place has no value, or a value no place
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>()
  const text = template.replace(placeholder, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Bug(`The unit template has no value for @${name}@.`)
    used.add(name)
    return value
  })
  const unused = Object.keys(values).filter((name) => !used.has(name))
  if (unused.length > 0) throw new Bug(`The unit template has no place for ${unused.join(', ')}.`)
  return text
}

/**
 * A name as part of a comment line. A line break would end the comment, a backslash at the end of a
 * line may join the next one to it (systemd.syntax(7)), and what reverses or hides text misleads who reads it.
 */
export function commentText(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?')
    .replace(/\\(\s*)$/, '\\ (backslash)$1')
}
