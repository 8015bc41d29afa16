import { join } from 'node:path'
import fs from 'fs-extra'
import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import { run, systemDirectories } from './run.ts'

export async function findCommand(name: string): Promise<Fact<string>> {
  for (const directory of systemDirectories) {
    const path = join(directory, name)
    try {
      await fs.access(path, fs.constants.X_OK)
      return present(path)
    } catch {
      // Not here: the next folder may have it.
    }
  }
  return absent
}

export async function versionOf(command: string): Promise<Fact<string>> {
  try {
    // This very Node needs not be started once more to know.
    if ((await fs.realpath(command)) === (await fs.realpath(process.execPath))) {
      return present(process.version)
    }
    const { exitCode, stdout, stderr } = await run(command, ['--version'])
    return exitCode === 0 ? present(stdout.trim()) : unknown(stderr.trim())
  } catch (error) {
    return unknown(causeOf(error))
  }
}
