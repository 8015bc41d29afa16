import { execa } from 'execa'

export interface Finished {
  exitCode: number
  stdout: string
  stderr: string
}

interface RunOptions {
  input?: string
  timeoutMs?: number
  environment?: Record<string, string>
}

/** Runs a command to its end, whatever that is. Throws only when it does not end in time. */
export async function run(
  command: string,
  args: readonly string[],
  { input, timeoutMs = 300_000, environment = {} }: RunOptions = {},
): Promise<Finished> {
  const { exitCode, stdout, stderr, timedOut, shortMessage } = await execa(command, args, {
    reject: false,
    timeout: timeoutMs,
    env: environment,
    stripFinalNewline: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
  })
  if (timedOut || exitCode === undefined) throw new Error(shortMessage)
  return { exitCode, stdout, stderr }
}

/** Runs a command that must succeed, for what it prints. */
export async function must(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, args, options)
  if (exitCode === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} ended with status ${exitCode}:\n${stdout}${stderr}`)
}
