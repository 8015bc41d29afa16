import type { Host } from '../hosts/lab/host.ts'
import type { Finished } from '../hosts/lab/command.ts'
import { installed } from '../hosts/lab/product.ts'

const product = `node ${installed}`
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

/** The calls of each of these names in a run without faults. */
export async function callsOf<Name extends string>(
  host: Host,
  args: string,
  names: readonly Name[],
): Promise<Record<Name, Call[]>> {
  const { stdout } = await host.shell(
    `${oneThread} strace --follow-forks --seccomp-bpf -qqq -y -o /run/calls --trace=${names.join(',')} ${product} ${args} >&2; cat /run/calls`,
  )
  const lines = stdout.split('\n')
  return Object.fromEntries(names.map((name) => [name, callsIn(lines, name)])) as Record<
    Name,
    Call[]
  >
}

/** `1234 fsync(22</etc/docker/.daemon.json.userns-harden>) = 0`, `1234 rename("/etc/a", "/etc/b") = 0` */
function callsIn(lines: readonly string[], name: string): Call[] {
  return lines
    .filter((line) => line.includes(` ${name}(`))
    .map((line, index) => ({
      number: index + 1,
      path: /[<"]([^>"]+)[>"]\)? *(?:,|\)|=)/.exec(line)?.[1] ?? line,
    }))
}
