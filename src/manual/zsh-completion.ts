import type { OptionOutline, Outline, Value } from '../cli/outline.ts'
import { shellQuoted } from '../cli/shell-quoted.ts'
import { completedBy } from './completed.ts'
import { indented } from './indented.ts'

/**
 * The body of a function that zsh loads by its name from a folder of its fpath (zshcompsys(1)). It knows all
 * words by itself and starts nothing, because Tab is pressed as root too.
 */
export function zshCompletion(program: Outline): string {
  const described = program.commands.map(({ name, summary }) => shellQuoted(`${name}:${summary}`))
  return `#compdef ${program.name}
# zsh completion for ${program.name}, made from its commands and options

local curcontext=$curcontext state line
local -A opt_args
local -a commands=(
${indented(2, described)}
)

_arguments -C \\
${specs(2, [...program.options.flatMap(optionSpecs), shellQuoted('1:command:->command'), shellQuoted('*::argument:->argument')])}

case $state in
  command) _describe command commands ;;
  argument)
    case $words[1] in
${program.commands.map(branch).join('\n')}
    esac
    ;;
esac
`

  function branch({ name, options, arguments: operands }: Outline): string {
    const all = [
      ...options.flatMap(optionSpecs),
      ...operands.map(operandSpec),
      ...options.flatMap(furtherValueSpec),
    ]
    return `      ${name})\n        _arguments \\\n${specs(10, all)}\n        ;;`
  }

  function optionSpecs({ names, description, value }: OptionOutline): string[] {
    const about = `[${description.replace(/[\\[\]]/g, '\\$&')}]`
    if (value === undefined) return names.map((name) => shellQuoted(name + about))
    const repeated = value.isVariadic ? '*' : ''
    return names.map((name) => shellQuoted(`${repeated}${name}=${about}:${valueSpec(value)}`))
  }

  /** An option takes one word, for all that _arguments knows; where one takes many, more of them may follow. */
  function furtherValueSpec({ names, value }: OptionOutline): string[] {
    if (!value?.isVariadic || completedBy(value, program) !== 'files') return []
    return [shellQuoted(`*:${value.name}:{(( \${words[(I)(${names.join('|')})*]} )) && _files}`)]
  }

  function operandSpec(value: Value, index: number): string {
    return shellQuoted(`${index + 1}:${valueSpec(value)}`)
  }

  function valueSpec(value: Value): string {
    const completed = completedBy(value, program)
    const message = value.name.replaceAll(':', '\\:')
    if (completed === 'nothing') return `${message}: `
    if (completed === 'users') return `${message}:_users`
    if (completed === 'files') return `${message}:_files`
    return `${message}:(${completed.join(' ')})`
  }
}

function specs(columns: number, list: readonly string[]): string {
  return list.map((spec) => ' '.repeat(columns) + spec).join(' \\\n')
}
