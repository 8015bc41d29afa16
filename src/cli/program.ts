import { Argument, Command, CommanderError, Option } from 'commander'
import type { ApplyOptions } from './commands/apply.ts'
import type { InitOptions } from './commands/init.ts'
import type { RevertOptions } from './commands/revert.ts'
import type { DenialsOptions } from './commands/denials.ts'
import type { VerifyOptions } from './commands/verify.ts'
import type { CommonOptions, RunOptions } from './context.ts'
import type { HostChoice } from './chosen-host.ts'
import { shells, type Shell } from './completion-files.ts'
import { exitCodes } from './exit-codes.ts'
import { helpSections } from './help-sections.ts'
import { outputTo } from './standard-streams.ts'
import { version } from './version.ts'
import { tellWrongCommandLine, wantsJson } from './wrong-command-line.ts'

/**
 * Reads the command line and runs the command.
 *
 * @param argv as in process.argv
 * @returns the exit code
 */
export async function program(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done
  const root = commandTree((code) => {
    exitCode = code
  })
  try {
    await root.parseAsync(argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.done
    // commander has said what is wrong; a wrong command line changes nothing.
    if (wantsJson(argv)) tellWrongCommandLine(error)
    return exitCodes.refused
  }
  return exitCode
}

/**
 * All commands with what they take. The man page and the completion are made from it too.
 *
 * @param done is told the exit code of the command that was run
 */
export function commandTree(done: Done): Command {
  const root = new Command('userns-harden')
    .summary('makes a Docker host safe to share with many users')
    .description(about)
    .version(version)
    .addHelpText('afterAll', ({ command }) => helpSections(command))
    .exitOverride()
    .configureHelp({ helpWidth: 80 })
    .configureOutput({
      writeOut: outputTo(process.stdout).write,
      writeErr: outputTo(process.stderr).write,
    })
  addInit(root, done)
  addChangingCommands(root, done)
  addLookingCommands(root, done)
  addCompletion(root, done)
  return root
}

const about = `Makes a Docker host safe to share with many users: turns on the remap of user ids, puts an authorization plugin before Docker's API that refuses the ways around it, and lets the groups and users that the profile names use Docker.`

type Done = (exitCode: number) => void

function addInit(root: Command, done: Done): void {
  root
    .command('init')
    .summary('look at this host, ask a few questions, and write its profile')
    .description(
      `Looks at this host, asks a few questions, writes a profile with its comments, and shows what apply would do with it. Nothing else is changed, and no profile is replaced unasked.`,
    )
    .option(...profileOption)
    .option('--defaults', 'write without asking: nobody is let in who is not now')
    .option(...colorOption)
    .exitOverride()
    .action(async (options: InitOptions) => {
      const { init } = await import('./commands/init.ts')
      done(await init(options))
    })
}

function addChangingCommands(root: Command, done: Done): void {
  withRunOptions(root.command('apply'))
    .summary('bring this host to what its profile says')
    .description(
      `Brings this host to what its profile says. Shows the plan as a diff, asks, performs it as a whole or not at all, and checks the result. Run again, it changes only what is no longer so.`,
    )
    .option(...profileOption)
    .addOption(
      new Option('--set-profile <file>', "make this the host's profile").conflicts('profile'),
    )
    // Its first boot goes by the profile that it has, and no Docker runs in it that has images.
    .addOption(new Option(...rootOption).conflicts(['profile', 'carryImages']))
    .option('--accept-empty-data-root', 'agree to what the remap puts out of sight')
    .option('--carry-images', 'have the images that are there now in the new data root too')
    .action(async (options: ApplyOptions, command: Command) => {
      refuseStrayDetail(options, command)
      const { apply } = await import('./commands/apply.ts')
      done(await apply(options))
    })

  withRunOptions(root.command('revert'))
    .summary('take back all that apply did on this host, by its own records')
    .description(
      `Takes back all that apply did on this host since the last revert, by its own records: access to Docker first, then Docker's configuration, then the plugin. What others have changed since is not overwritten.`,
    )
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
    .summary('say whether this host is as its profile says, and what weakens it besides')
    .description(
      `Says whether this host is as its profile says, and what weakens the hardening besides, with what to do about it. Changes nothing.`,
    )
    .option(...rootOption)
    .action(async (options: CommonOptions & HostChoice) => {
      const { status } = await import('./commands/status.ts')
      done(await status(options))
    })

  withCommonOptions(root.command('verify'))
    .summary('try to get past the hardening, harmlessly, and say what held')
    .description(
      `Sends Docker what would lead out of the remap, and says what the plugin denied. All of it names images and containers that do not exist, so that nothing comes of what gets through.`,
    )
    .option('--as <user>', "with this user's rights and no others")
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.ts')
      done(await verify(options))
    })

  root
    .command('denials')
    .summary('say what the plugin has denied, and whose requests they were')
    .description(
      `Says what the plugin has denied, by its lines in the journal, and whose requests they were, as far as that can be told.`,
    )
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

function addCompletion(root: Command, done: Done): void {
  root
    .command('completion')
    .summary('print what bash or zsh need to complete command lines')
    .description(
      `Prints the script by which a shell completes command lines of an installed userns-harden (npm install -g). bash reads it from /usr/local/share/bash-completion/completions/userns-harden where the package bash-completion is installed, zsh from /usr/local/share/zsh/site-functions/_userns-harden.`,
    )
    .addArgument(new Argument('<shell>', 'whose').choices(shells))
    .action(async (shell: Shell) => {
      const { completion } = await import('./commands/completion.ts')
      done(completion(shell))
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
const rootOption = ['--root <path>', 'an image that is mounted there, and not this host'] as const
const jsonOption = ['--json', 'print one JSON document'] as const
const colorOption = ['--no-color', 'no colours, also on a terminal'] as const

function refuseStrayDetail(options: RunOptions, command: Command): void {
  if (options.detailedExitcode && !options.dryRun) {
    command.error('error: --detailed-exitcode goes with --dry-run')
  }
}
