import { exitCodes } from './exit-codes.ts'

/** What `--help` and the man page say beside commands and options. */
export interface Example {
  /** As it is typed; the word after `userns-harden` is the command that it shows. */
  line: string
  /** What it is for: `show the plan, change nothing`. */
  purpose: string
}

export interface ExitStatus {
  code: number
  meaning: string
  /** The commands that it is so of; of all where this is left out. */
  commands?: readonly string[]
}

export interface Named {
  name: string
  meaning: string
}

export const examples: readonly Example[] = [
  { line: 'sudo npx userns-harden init', purpose: 'ask a little, write the profile' },
  { line: 'sudo npx userns-harden apply --dry-run', purpose: 'show the plan, change nothing' },
  { line: 'sudo npx userns-harden apply', purpose: 'show the plan, ask, perform it' },
  { line: 'sudo npx userns-harden apply --yes', purpose: 'the same without a question' },
  {
    line: 'sudo npx userns-harden apply --root /mnt',
    purpose: 'harden an image',
  },
  { line: 'sudo npx userns-harden status', purpose: 'say whether the host still is so' },
  { line: 'sudo npx userns-harden verify', purpose: 'try to get past it, harmlessly' },
  { line: 'sudo npx userns-harden denials', purpose: 'say what was denied, and to whom' },
  { line: 'sudo npx userns-harden revert', purpose: 'take back all that was applied' },
  { line: 'userns-harden completion bash', purpose: 'print the script that completes it' },
]

const changing = ['apply', 'revert']

export const exitStatuses: readonly ExitStatus[] = [
  { code: exitCodes.done, meaning: 'done, or nothing to do' },
  { code: exitCodes.failed, meaning: 'failed' },
  {
    code: exitCodes.failed,
    meaning: 'not all could be undone: what is left is told',
    commands: changing,
  },
  { code: exitCodes.failed, meaning: 'something could not be seen', commands: ['status'] },
  {
    code: exitCodes.failed,
    meaning: 'something got through, or could not be tried',
    commands: ['verify'],
  },
  {
    code: exitCodes.changesPending,
    meaning: 'changes are pending (only with --detailed-exitcode)',
    commands: changing,
  },
  {
    code: exitCodes.changesPending,
    meaning: 'the host is not as it should be',
    commands: ['status'],
  },
  { code: exitCodes.refused, meaning: 'refused before anything was changed' },
  {
    code: exitCodes.rolledBack,
    meaning: 'failed, and everything that was done is undone',
    commands: changing,
  },
]

export const files: readonly Named[] = [
  { name: '/etc/userns-harden/profile.yaml', meaning: 'the host profile; need not be there' },
  { name: '/etc/userns-harden/policy.json', meaning: "the plugin's policy, made from it" },
  { name: '/usr/local/sbin/denyusernshost', meaning: 'the authorization plugin' },
  { name: '/etc/docker/daemon.json', meaning: 'where Docker is told of remap and plugin' },
  { name: '/var/lib/userns-harden', meaning: 'the records, with every old text' },
]

export const environment: readonly Named[] = [
  { name: 'NO_COLOR', meaning: 'no colours; sudo drops it: sudo NO_COLOR=1 ...' },
  { name: 'FORCE_COLOR', meaning: 'colours in a pipe too' },
  { name: 'TERM', meaning: 'dumb: no colours, and nothing is overwritten' },
  { name: 'LC_ALL, LC_CTYPE, LANG', meaning: 'ASCII alone is shown where this is not UTF-8' },
  { name: 'USERNS_HARDEN_DEBUG', meaning: 'a bug is told with its stack' },
]

/** What of these is about one command. */
export function examplesOf(command: string): Example[] {
  return examples.filter(({ line }) => line.split(/ ?userns-harden /)[1]?.split(' ')[0] === command)
}

export function exitStatusesOf(command: string): ExitStatus[] {
  return exitStatuses.filter(({ commands }) => commands?.includes(command) ?? true)
}
