import { Command, CommanderError } from 'commander'
import type { ApplyOptions } from './commands/apply.ts'
import { exitCodes } from './exit-codes.ts'
import { version } from './version.ts'

const examples = `
Examples:
  sudo npx userns-harden apply --dry-run   show the plan, change nothing
  sudo npx userns-harden apply             show the plan, ask, perform it
  sudo npx userns-harden apply --yes       the same without a question

Exit codes:
  0  done, or nothing to do
  1  failed: what was done up to there stands, and the next apply goes on
  2  changes are pending (only with --detailed-exitcode)
  3  refused before anything was changed`

/**
 * Reads the command line and runs the command.
 *
 * @param argv as in process.argv
 * @returns the exit code
 */
export async function program(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done
  const root = new Command('userns-harden')
    .description('Makes a Docker host safe to share with many users.')
    .version(version)
    .addHelpText('after', examples)
    .exitOverride()
    .configureHelp({ helpWidth: 80 })

  root
    .command('apply')
    .description('bring this host to what its profile says')
    .option('--profile <file>', 'the host profile (default: /etc/userns-harden/profile.yaml)')
    .option('--dry-run', 'show what would be done, as a diff, and change nothing')
    .option('--detailed-exitcode', 'with --dry-run: exit with 2 when changes are pending')
    .option('--yes', 'do not ask before the first change')
    .option('--json', 'print one JSON document')
    .option('--no-color', 'no colours, also on a terminal')
    .exitOverride()
    .action(async (options: ApplyOptions, command: Command) => {
      if (options.detailedExitcode && !options.dryRun) {
        command.error('error: --detailed-exitcode goes with --dry-run')
      }
      const { apply } = await import('./commands/apply.ts')
      exitCode = await apply(options)
    })

  try {
    await root.parseAsync(argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // commander has said what is wrong; a wrong command line changes nothing.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.refused
  }
  return exitCode
}
