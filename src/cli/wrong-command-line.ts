import type { CommanderError } from 'commander'
import { Refusal } from '../failure.ts'
import { outputTo } from './standard-streams.ts'
import { failureDocument, printLine } from '../report/json/document.ts'

/** Whether JSON was asked for, on a command line that need not be right. */
export function wantsJson(argv: readonly string[]): boolean {
  return argv.includes('--json')
}

/** commander has told people on stderr already; whoever reads stdout as JSON is told there. */
export function tellWrongCommandLine({ message }: CommanderError): void {
  // "error: unknown option '--jsn'\n(Did you mean --json?)"
  const [what = '', ...hints] = message.replace(/^error: /, '').split('\n')
  const refusal = new Refusal({
    code: 'command-line',
    what: `The command line is wrong: ${what}`,
    remedies: [
      ...hints.map((hint) => hint.replace(/^\((.*)\)$/, '$1')),
      'See all commands and options: userns-harden --help, userns-harden apply --help',
    ],
  })
  printLine(outputTo(process.stdout, { json: true }), failureDocument(refusal))
}
