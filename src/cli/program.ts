import { Command, CommanderError, Option } from 'commander'
import type { ApplyOptions } from './commands/apply.ts'
import type { RevertOptions } from './commands/revert.ts'
import type { DenialsOptions } from './commands/denials.ts'
import type { VerifyOptions } from './commands/verify.ts'
import type { CommonOptions, RunOptions } from './context.ts'
import { exitCodes } from './exit-codes.ts'
import { version } from './version.ts'

const examples = `
Examples:
  sudo npx userns-harden apply --dry-run   show the plan, change nothing
  sudo npx userns-harden apply             show the plan, ask, perform it
  sudo npx userns-harden apply --yes       the same without a question
  sudo npx userns-harden status            say whether the host still is so
  sudo npx userns-harden verify            try to get past it, harmlessly
  sudo npx userns-harden denials           say what was denied, and to whom
  sudo npx userns-harden revert            take back all that was applied

Exit codes:
  0  done, or nothing to do
  1  failed, and not all could be undone: what is left is told;
     status: something could not be seen; verify: something got through
  2  changes are pending (only with --detailed-exitcode);
     status: the host is not as it should be
  3  refused before anything was changed
  4  failed, and everything that was done is undone`

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

  const done = (code: number) => {
    exitCode = code
  }
  addChangingCommands(root, done)
  addLookingCommands(root, done)

  try {
    await root.parseAsync(argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // commander has said what is wrong; a wrong command line changes nothing.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.refused
  }
  return exitCode
}

type Done = (exitCode: number) => void

function addChangingCommands(root: Command, done: Done): void {
  withRunOptions(root.command('apply'))
    .description('bring this host to what its profile says')
    .option(...profileOption)
    .option('--accept-empty-data-root', 'agree to what the remap puts out of sight')
    .option('--carry-images', 'have the images that are there now in the new data root too')
    .action(async (options: ApplyOptions, command: Command) => {
      refuseStrayDetail(options, command)
      const { apply } = await import('./commands/apply.ts')
      done(await apply(options))
    })

  withRunOptions(root.command('revert'))
    .description('take back all that apply did on this host, by its own records')
    .option('--keep <path...>', 'leave these files as they are now')
    .option('--purge', 'remove packages too that came with apply and that nothing else needs')
    .action(async (options: RevertOptions, command: Command) => {
      refuseStrayDetail(options, command)
      const { revert } = await import('./commands/revert.ts')
      done(await revert(options))
    })
}

function addLookingCommands(root: Command, done: Done): void {
  withCommonOptions(root.command('status'))
    .description('say whether this host is as its profile says, and what weakens it besides')
    .action(async (options: CommonOptions) => {
      const { status } = await import('./commands/status.ts')
      done(await status(options))
    })

  withCommonOptions(root.command('verify'))
    .description('try to get past the hardening, harmlessly, and say what held')
    .option('--as <user>', "with this user's rights and no others")
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.ts')
      done(await verify(options))
    })

  root
    .command('denials')
    .description('say what the plugin has denied, when, and whose request it was')
    .option('--since <time>', "from when on, in journalctl's words: today, -2h, 2026-11-24")
    .addOption(
      new Option('--by <group>', 'put together by rule or by user')
        .choices(['rule', 'user'])
        .default('rule'),
    )
    .option('--follow', 'each denial as it comes, until Ctrl-C')
    .option(...jsonOption)
    .option(...colorOption)
    .exitOverride()
    .action(async (options: DenialsOptions) => {
      const { denials } = await import('./commands/denials.ts')
      done(await denials(options))
    })
}

function withRunOptions(command: Command): Command {
  return command
    .option('--dry-run', 'show what would be done, as a diff, and change nothing')
    .option('--detailed-exitcode', 'with --dry-run: exit with 2 when changes are pending')
    .option('--yes', 'do not ask before the first change')
    .option(...jsonOption)
    .option(...colorOption)
    .exitOverride()
}

function withCommonOptions(command: Command): Command {
  return command
    .option(...profileOption)
    .option(...jsonOption)
    .option(...colorOption)
    .exitOverride()
}

const profileOption = [
  '--profile <file>',
  'the host profile (default: /etc/userns-harden/profile.yaml)',
] as const
const jsonOption = ['--json', 'print one JSON document'] as const
const colorOption = ['--no-color', 'no colours, also on a terminal'] as const

function refuseStrayDetail(options: RunOptions, command: Command): void {
  if (options.detailedExitcode && !options.dryRun) {
    command.error('error: --detailed-exitcode goes with --dry-run')
  }
}
