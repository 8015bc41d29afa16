import type { Outline, Value } from '../cli/outline.ts'
import { shellQuoted } from '../cli/shell-quoted.ts'
import { completedBy } from './completed.ts'
import { indented } from './indented.ts'

/**
 * A function for bash's `complete -F` (bash(1), Programmable Completion). It knows all words by itself and
 * starts nothing, because Tab is pressed as root too; the package bash-completion only finds and loads it.
 */
export function bashCompletion(program: Outline): string {
  const own = functionOf(program)
  return `# bash completion for ${program.name}, made from its commands and options

${own}_reply() {
  mapfile -t COMPREPLY < <(compgen "$@" -- "$word")
}

${own}() {
  local word=\${COMP_WORDS[COMP_CWORD]} command='' operands=0 wanted='' it i
  COMPREPLY=()
  # bash takes --option=value apart at the =
  [[ $word != = ]] || word=''
  for ((i = 1; i < COMP_CWORD; i++)); do
    it=\${COMP_WORDS[i]}
    case $it in
      =) ;;
      -*) wanted="$command $it" ;;
      *)
        case $wanted in
${indented(10, takenBranches(program))}
          *) if [[ $command ]]; then operands=$((operands + 1)); else command=$it; fi; wanted='' ;;
        esac
        ;;
    esac
  done

  if [[ $word != -* ]]; then
    case $wanted in
${indented(6, valueBranches(program))}
    esac
    case "$command $operands" in
${indented(6, operandBranches(program))}
    esac
  fi
  case $command in
${indented(4, optionBranches(program))}
  esac
}

complete -F ${own} ${program.name}
`
}

/** What a word is that follows an option: its value, or one more of its values. */
function takenBranches({ commands }: Outline): string[] {
  const taking = commands.flatMap(optionsWithValue)
  const branch = (isVariadic: boolean, does: string) => {
    const keys = taking.filter(({ value }) => value.isVariadic === isVariadic)
    const pattern = keys.map(({ key }) => shellQuoted(key)).join(' | ')
    return keys.length === 0 ? [] : [`${pattern}) ${does} ;;`]
  }
  return [...branch(true, ':'), ...branch(false, "wanted=''")]
}

function valueBranches(program: Outline): string[] {
  return program.commands
    .flatMap(optionsWithValue)
    .map(({ key, value }) => `${shellQuoted(key)}) ${replyTo(value, program)}; return ;;`)
}

function operandBranches(program: Outline): string[] {
  const { commands } = program
  const names = commands.map(({ name }) => name)
  return [
    `' 0') ${words(names, program)}; return ;;`,
    ...commands.flatMap(({ name, arguments: operands }) =>
      operands.map(
        (value, at) => `${shellQuoted(`${name} ${at}`)}) ${replyTo(value, program)}; return ;;`,
      ),
    ),
  ]
}

function optionBranches(program: Outline): string[] {
  const branch = (name: string, { options }: Outline) =>
    `${name}) ${words(
      options.flatMap(({ names }) => names),
      program,
    )} ;;`
  return [
    branch("''", program),
    ...program.commands.map((command) => branch(command.name, command)),
  ]
}

function replyTo(value: Value, program: Outline): string {
  const completed = completedBy(value, program)
  const reply = `${functionOf(program)}_reply`
  if (completed === 'nothing') return ':'
  if (completed === 'users') return `${reply} -u`
  // Outside of a completion, as in a test, compopt has nothing to set.
  if (completed === 'files') return `compopt -o filenames 2> /dev/null; ${reply} -f`
  return words(completed, program)
}

function words(list: readonly string[], program: Outline): string {
  return `${functionOf(program)}_reply -W ${shellQuoted(list.join(' '))}`
}

function functionOf({ name }: Outline): string {
  return `_${name.replaceAll('-', '_')}`
}

/** Each with the words by which the script knows that it wants its value: `apply --profile`. */
function optionsWithValue({ name, options }: Outline): { key: string; value: Value }[] {
  return options.flatMap(({ names, value }) =>
    value === undefined ? [] : names.map((option) => ({ key: `${name} ${option}`, value })),
  )
}
