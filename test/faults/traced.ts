import type { Host } from '../hosts/lab/host.ts'
import type { Finished } from '../hosts/lab/command.ts'

const product = 'node /opt/userns-harden/bin/userns-harden.js'
/** One thread for all that Node does with files, so that its system calls come in one order. */
const oneThread = 'UV_THREADPOOL_SIZE=1'

/** One system call of a run. */
export interface Call {
  /** Counted from 1 for each name, as strace counts. */
  number: number
  path: string
}

/** Runs the product under strace, which injects a fault into one of its system calls (strace(1), inject). */
export async function withFault(
  host: Host,
  args: string,
  { call, number, fault }: { call: string; number: number; fault: string },
): Promise<Finished> {
  // With its filter in the kernel strace delivers errors, and no signals.
  const filter = fault.startsWith('signal') ? '' : '--seccomp-bpf'
  const inject = `--trace=${call} --inject=${call}:${fault}:when=${number}`
  return await host.shell(
    `${oneThread} strace --follow-forks ${filter} -qqq -o /dev/null ${inject} ${product} ${args}`,
  )
}

/** The calls of this name in a run without faults. */
export async function callsOf(host: Host, args: string, call: string): Promise<Call[]> {
  const { stdout } = await host.shell(
    `${oneThread} strace --follow-forks --seccomp-bpf -qqq -y -o /run/calls --trace=${call} ${product} ${args} >&2; cat /run/calls`,
  )
  // `1234 fsync(22</etc/docker/.daemon.json.userns-harden>) = 0`, `1234 rename("/etc/a", "/etc/b") = 0`
  const lines = stdout.split('\n').filter((line) => line.includes(`${call}(`))
  return lines.map((line, index) => ({
    number: index + 1,
    path: /[<"]([^>"]+)[>"]\)? *(?:,|\)|=)/.exec(line)?.[1] ?? line,
  }))
}
