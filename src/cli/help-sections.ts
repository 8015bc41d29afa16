import type { Command } from 'commander'
import {
  environment,
  examples,
  examplesOf,
  exitStatuses,
  exitStatusesOf,
  files,
  type ExitStatus,
} from './guide.ts'

/** What follows the options in `--help`: of the program everything, of a command what is about it. */
export function helpSections(command: Command): string {
  const name = command.parent ? command.name() : undefined
  const shown = name === undefined ? examples : examplesOf(name)
  const statuses = name === undefined ? exitStatuses : exitStatusesOf(name)
  const sections = [
    section(
      'Examples',
      shown.map(({ line, purpose }) => [line, purpose]),
    ),
    section('Exit codes', statusRows(statuses, name === undefined)),
    ...(name === undefined
      ? [section('Files', rowsOf(files)), section('Environment', rowsOf(environment))]
      : []),
  ]
  return sections.filter((text) => text !== '').join('\n')
}

type Row = [term: string, text: string]

function rowsOf(named: readonly { name: string; meaning: string }[]): Row[] {
  return named.map(({ name, meaning }) => [name, meaning])
}

/** Each code once, with the commands that a meaning is of where all are shown. */
function statusRows(statuses: readonly ExitStatus[], withCommands: boolean): Row[] {
  return statuses.map(({ code, meaning, commands }, index) => {
    const isFirst = statuses[index - 1]?.code !== code
    const lead = withCommands && commands ? `${commands.join(', ')}: ` : ''
    return [isFirst ? String(code) : '', lead + meaning]
  })
}

function section(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const termWidth = Math.max(...rows.map(([term]) => term.length))
  const lines = rows.map(([term, text]) => `  ${term.padEnd(termWidth)}  ${text}`)
  return `\n${title}:\n${lines.join('\n')}`
}
