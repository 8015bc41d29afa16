import { readFileSync } from 'node:fs'
import { completionFiles, type Shell } from '../completion-files.ts'
import { exitCodes } from '../exit-codes.ts'

/** Prints the script for a shell. Returns the exit code. */
export function completion(shell: Shell): number {
  // Relative to the bundle, not to this file.
  process.stdout.write(readFileSync(new URL(completionFiles[shell], import.meta.url)))
  return exitCodes.done
}
