import { join } from 'node:path'
import fs from 'fs-extra'
import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import { run, systemDirectories, type Run } from './run.ts'

/** @param placeOf where on this machine a path of the host is */
export async function findCommand(
  name: string,
  placeOf: (path: string) => string | Promise<string> = (path) => path,
): Promise<Fact<string>> {
  for (const directory of systemDirectories) {
    const path = join(directory, name)
    try {
      await fs.access(await placeOf(path), fs.constants.X_OK)
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
    return await askVersion(command, run)
  } catch (error) {
    return unknown(causeOf(error))
  }
}

/** @throws Error where it cannot be run */
export async function askVersion(command: string, by: Run): Promise<Fact<string>> {
  const { exitCode, stdout, stderr } = await by(command, ['--version'])
  return exitCode === 0 ? present(stdout.trim()) : unknown(stderr.trim())
}
