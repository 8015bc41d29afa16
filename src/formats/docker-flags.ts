import { parseEnvironmentFile } from './environment-file.ts'
import { splitValue } from './systemd-words.ts'

interface EnvironmentFile {
  path: string
  text: string
}

/** The variables of a service. Files override Environment=, later files earlier ones (systemd.exec(5)). */
export function unitVariables(
  environment: readonly string[],
  environmentFiles: readonly EnvironmentFile[],
): Map<string, string> {
  return new Map([
    ...environment.map(assignment),
    ...environmentFiles.flatMap(({ text }) => [...parseEnvironmentFile(text)]),
  ])
}

/**
 * dockerd's arguments as systemd will pass them, variables filled in: `$NAME` as a word of its own
 * is split into words, `${NAME}` stays one, `$$` is a dollar sign (systemd.service(5), "Command
 * lines"). A variable that is not set is empty.
 */
export function dockerdFlags(
  execStart: readonly string[],
  variables: ReadonlyMap<string, string>,
): string[] {
  return execStart.slice(1).flatMap((word) => {
    const [, name] = /^\$(?![{$])(.*)$/s.exec(word) ?? []
    if (name !== undefined) return splitValue(variables.get(name) ?? '')
    return [
      word.replace(/\$(?:\$|\{([^}]*)\})/g, (_, inner?: string) =>
        inner === undefined ? '$' : (variables.get(inner) ?? ''),
      ),
    ]
  })
}

function assignment(text: string): [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

/**
 * All values of a flag, as pflag reads them: `--flag value`, `--flag=value`, and for a letter also
 * `-f value`, `-f=value`, `-fvalue` and behind other letters (`-Df value`). What is another flag's
 * value may be taken for a flag, never the other way round.
 */
export function flagValues(flags: readonly string[], names: readonly string[]): string[] {
  return flags.flatMap((flag, index) => {
    const value = names.map((name) => valueIn(flag, name)).find((one) => one !== undefined)
    if (value === undefined) return []
    return [value === null ? (flags[index + 1] ?? '') : value]
  })
}

/** dockerd's letters without a value: debug, restart, version, help (moby daemon/command). */
const switches = '[Drvh]*'

/** The value inside a word; null when it is the next word, undefined when this is not the flag. */
function valueIn(flag: string, name: string): string | null | undefined {
  if (name.startsWith('--')) {
    if (flag === name) return null
    return flag.startsWith(`${name}=`) ? flag.slice(name.length + 1) : undefined
  }
  const [, value] = new RegExp(`^-${switches}${name.slice(1)}(.*)$`, 's').exec(flag) ?? []
  return value === '' ? null : value?.replace(/^=/, '')
}

/** The configuration file that the flags name; the last one counts. */
export function configFileFlag(flags: readonly string[]): string | undefined {
  return flagValues(flags, ['--config-file']).at(-1)
}

/** The flags without the one that names another configuration file. */
export function withoutConfigFile(flags: readonly string[]): string[] {
  return flags.filter(
    (flag, index) => !/^--?config-file\b/.test(flag) && flags[index - 1] !== '--config-file',
  )
}
