import type { Argument, Command, Help, Option } from 'commander'

/** A command as plain data: what the man page and the completion are made from. */
export interface Outline {
  name: string
  summary: string
  description: string
  arguments: Value[]
  options: OptionOutline[]
  commands: Outline[]
}

export interface OptionOutline {
  /** As in `--help`: `-h, --help`, `--profile <file>`. */
  flags: string
  /** `['-h', '--help']` */
  names: string[]
  /** As in `--help`, with choices and default. */
  description: string
  /** Undefined for an option that is there or not. */
  value: Value | undefined
}

/** What is to be put in the place of `<file>`. */
export interface Value {
  /** What stands between the brackets: `file`. */
  name: string
  /** As it is written: `<file>`, `[command]`, `<path...>`. */
  placeholder: string
  /** Empty where anything may be given. */
  choices: readonly string[]
  isVariadic: boolean
}

/** Of a program and its commands, what `--help` shows of them. */
export function outlineOf(command: Command): Outline {
  const help = command.createHelp()
  return {
    name: command.name(),
    summary: command.summary() || command.description(),
    description: command.description(),
    arguments: command.registeredArguments.map(argumentValue),
    options: help.visibleOptions(command).map((option) => optionOutline(option, help)),
    commands: help.visibleCommands(command).map(outlineOf),
  }
}

function optionOutline(option: Option, help: Help): OptionOutline {
  const { flags, short, long, variadic } = option
  const placeholder = /[<[].*$/.exec(flags)?.[0]
  return {
    flags,
    names: [short, long].filter((name) => name !== undefined),
    description: help.optionDescription(option),
    value: placeholder === undefined ? undefined : valueOf(placeholder, option, variadic),
  }
}

function argumentValue(argument: Argument): Value {
  const { required, variadic } = argument
  const name = argument.name() + (variadic ? '...' : '')
  return valueOf(required ? `<${name}>` : `[${name}]`, argument, variadic)
}

/** Choices are declared, or written as the placeholder: `<rule|user>`. */
function valueOf(
  placeholder: string,
  { argChoices }: Pick<Option | Argument, 'argChoices'>,
  isVariadic: boolean,
): Value {
  const name = placeholder.replace(/^[<[]|(\.\.\.)?[>\]]$/g, '')
  const choices = argChoices ?? (name.includes('|') ? name.split('|') : [])
  return { name, placeholder, choices, isVariadic }
}
