import { execa } from 'execa'

/**
 * Where a system's own commands are. The caller's $PATH is never used: under sudo it may hold
 * folders that the calling user can write.
 */
export const systemDirectories = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const

export interface Finished {
  exitCode: number
  stdout: string
  stderr: string
}

export interface RunOptions {
  /** A file descriptor; nothing where it is left out. */
  stdin?: number
  timeoutMs?: number
  environment?: Record<string, string>
  /** Called with each line of output as it comes. */
  onLine?: (line: string) => void
}

/** How a command is run: on this host, or in an image. */
export type Run = typeof run

/** Runs a command without a shell, in the C locale. Throws only when it could not be run to its end. */
export async function run(
  command: string,
  args: readonly string[],
  { stdin, timeoutMs = 60_000, environment = {}, onLine }: RunOptions = {},
): Promise<Finished> {
  const child = execa(command, args, {
    env: { PATH: systemDirectories.join(':'), LC_ALL: 'C.UTF-8', HOME: '/root', ...environment },
    extendEnv: false,
    reject: false,
    timeout: timeoutMs,
    all: true,
    // Its types name the descriptors 3 to 9 only; it takes any.
    stdin: (stdin as 3 | undefined) ?? 'ignore',
  })
  if (onLine) for await (const line of child.iterable({ from: 'all' })) onLine(line)
  const { exitCode, stdout, stderr, timedOut, shortMessage } = await child
  if (timedOut) throw new Error(`${command} did not finish within ${timeoutMs / 1000} s`)
  if (exitCode === undefined) throw new Error(shortMessage)
  return { exitCode, stdout, stderr }
}

/** Runs a command that must succeed, and throws what it said when it does not. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, args, options)
  if (exitCode === 0) return stdout
  const said = stderr.trim() || stdout.trim() || 'it said nothing'
  throw new Error(`\`${[command, ...args].join(' ')}\` ended with status ${exitCode}: ${said}`)
}
