import { Bug } from '../failure.ts'

const placeholder = /@([A-Z_]+)@/g

/**
 * Puts values into the `@NAME@` places of a unit file. A value goes in as it is: a word of ExecStart
 * goes through execWord before, a name in a comment through commentText.
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
 * A value as one word of ExecStart, quoted only where that is needed. Quotes do not keep systemd from
 * expanding: `%` and `$` are doubled (systemd.unit(5), "Specifiers"; systemd.service(5), "Command lines").
 *
 * @throws Bug at a control character
 */
export function execWord(value: string): string {
  if (/\p{Cc}/u.test(value)) throw new Bug('A control character cannot stand in a unit file.')
  if (/^[\w@+=:,./-]+$/.test(value)) return value
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[%$]/g, '$&$&')}"`
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
