import { execaSync } from 'execa'

/** Whether this machine has a program; what tests with it alone is skipped where it has not. */
export function present(program: string): boolean {
  return execaSync('sh', ['-c', `command -v ${program}`], { reject: false }).exitCode === 0
}
