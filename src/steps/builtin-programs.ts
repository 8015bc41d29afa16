import type { BuiltinProgram } from '../plan/change.ts'
import { pluginProgram } from './plugin-program.ts'

/** The text of a program that comes with this one. Only an image has its first boot before it: not loaded elsewhere. */
export async function builtinProgram(name: BuiltinProgram): Promise<string> {
  if (name === 'builtin') return pluginProgram
  return (await import('./first-boot-program.ts')).firstBootProgram
}
