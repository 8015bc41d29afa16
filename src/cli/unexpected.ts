import { outputTo } from './standard-streams.ts'
import { version } from './version.ts'

/** Nothing that an admin did: what to report, without a page of stack. */
export function tellUnexpected(error: unknown): void {
  const told = error instanceof Error ? error.message : String(error)
  outputTo(process.stderr).write(
    [
      `This is a bug in userns-harden: ${told}`,
      '',
      'Look whether Docker runs: systemctl status docker.service',
      'Please report it with these lines and the command that you typed.',
      `  userns-harden ${version}, Node ${process.versions.node}`,
      ...(error instanceof Error && process.env.USERNS_HARDEN_DEBUG ? [error.stack ?? ''] : []),
      '',
    ].join('\n'),
  )
}
