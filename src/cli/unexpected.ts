import { causeOf, Failure } from '../failure.ts'
import { failureDocument, printLine } from '../report/json/document.ts'
import { outputTo } from './standard-streams.ts'
import { version } from './version.ts'

/**
 * Nothing that an admin did: what to report, without a page of stack. For people on stderr in any case;
 * who asked for JSON has a document too.
 */
export function tellUnexpected(error: unknown, wantsJson: boolean): void {
  const what = `This is a bug in userns-harden: ${causeOf(error)}`
  const program = `userns-harden ${version}, Node ${process.versions.node}`
  const remedies = [
    'Look whether Docker runs: systemctl status docker.service',
    'Please report it with these lines and the command that you typed.',
  ]
  const stack = error instanceof Error && process.env.USERNS_HARDEN_DEBUG ? [error.stack ?? ''] : []
  const lines = [what, '', ...remedies, `  ${program}`, ...stack, '']
  outputTo(process.stderr).write(lines.join('\n'))
  if (!wantsJson) return
  const problem = { code: 'bug', what, where: program, remedies }
  printLine(outputTo(process.stdout, { json: true }), failureDocument(new Failure(problem)))
}
