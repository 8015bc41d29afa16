import type { Outline, Value } from '../cli/outline.ts'

/** By what a shell completes a value: files or users of the host, these words, or not at all. */
export type Completed = 'files' | 'users' | 'nothing' | readonly string[]

/** Told by the choices, else by what stands between the brackets: `<file>`. */
export function completedBy({ name, choices }: Value, program: Outline): Completed {
  if (choices.length > 0) return choices
  if (name === 'command') return program.commands.map((command) => command.name)
  return byName[name] ?? 'nothing'
}

const byName: Record<string, Completed> = { file: 'files', path: 'files', user: 'users' }
