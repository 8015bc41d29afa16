import { environment, examples, exitStatuses, files, type Named } from '../cli/guide.ts'
import type { OptionOutline, Outline } from '../cli/outline.ts'
import { bold, entry, roff, usage } from './roff.ts'

interface Edition {
  version: string
  /** As the changelog has it. */
  date: string
}

/** The manual page in the macros of man(7), made from what `--help` says. */
export function manPage(program: Outline, { version, date }: Edition): string {
  const { name, summary, description, options, commands } = program
  const heading = [name.toUpperCase(), '8', date, `${name} ${version}`]
  return [
    `.TH ${heading.map((part) => `"${roff(part)}"`).join(' ')}`,
    // Neither hyphens that are not there nor wide gaps: paths and options are to be copied.
    '.nh',
    '.ad l',
    ...section('NAME', [`${roff(name)} \\- ${roff(summary)}`]),
    ...section('SYNOPSIS', synopsis(program)),
    ...section('DESCRIPTION', [roff(description)]),
    ...section('OPTIONS', options.flatMap(optionEntry)),
    ...section('COMMANDS', commands.flatMap(commandText)),
    ...section('EXIT STATUS', exitStatusEntries()),
    ...section('FILES', files.flatMap(namedEntry)),
    ...section('ENVIRONMENT', environment.flatMap(namedEntry)),
    ...section('EXAMPLES', exampleEntries()),
    ...section('SEE ALSO', [seeAlso]),
    '',
  ].join('\n')
}

function section(title: string, lines: string[]): string[] {
  return [`.SH ${title}`, ...lines]
}

function synopsis({ name, commands }: Outline): string[] {
  const lines = commands.map((command) => `${bold(name)} ${usageOf(command)}`)
  return lines.flatMap((line, index) => (index === 0 ? [line] : ['.br', line]))
}

function usageOf({ name, options, arguments: operands }: Outline): string {
  const placeholders = operands.map(({ placeholder }) => placeholder)
  const all = options.length > 0 ? ['[options]', ...placeholders] : placeholders
  return [bold(name), ...all.map(usage)].join(' ')
}

function commandText(command: Outline): string[] {
  const { description, options, arguments: operands } = command
  return [
    `.SS ${usageOf(command)}`,
    roff(description),
    ...operands
      .filter((operand) => operand.choices.length > 0)
      .flatMap((operand) =>
        entry(usage(operand.placeholder), `one of: ${operand.choices.join(', ')}`),
      ),
    ...options.flatMap(optionEntry),
  ]
}

function optionEntry({ flags, description }: OptionOutline): string[] {
  return entry(usage(flags), description)
}

function namedEntry({ name, meaning }: Named): string[] {
  return entry(bold(name), meaning)
}

function exitStatusEntries(): string[] {
  return exitStatuses.flatMap(({ code, meaning, commands }, index) => {
    const said = commands ? `${commands.join(', ')}: ${meaning}` : meaning
    const isFirst = exitStatuses[index - 1]?.code !== code
    return isFirst ? entry(bold(String(code)), said) : ['.br', roff(said)]
  })
}

function exampleEntries(): string[] {
  return examples.flatMap(({ line, purpose }) => entry(bold(line), purpose))
}

const seeAlso = [
  ['dockerd', 8],
  ['subuid', 5],
  ['user_namespaces', 7],
  ['setfacl', 1],
  ['journalctl', 1],
  ['systemctl', 1],
]
  .map(([page, number]) => `.BR ${roff(String(page))} (${String(number)})`)
  .join(' ,\n')
