import fs from 'fs-extra'
import { causeOf } from '../failure.ts'
import { parseGetfacl, setfaclEntry } from '../formats/acl-text.ts'
import type { AclEntry } from '../plan/acl.ts'
import { absent, present, unknown, valueOf, type Fact } from '../plan/fact.ts'
import { findCommand } from './commands.ts'
import { run, runOrThrow } from './run.ts'

/** Absent when the path itself is. */
export async function readAcl(path: string): Promise<Fact<AclEntry[]>> {
  if (!(await fs.pathExists(path))) return absent
  const getfacl = await findCommand('getfacl')
  if (getfacl.state !== 'present') return unknown('getfacl is not installed')
  try {
    const args = ['--numeric', '--omit-header', '--absolute-names', '--', path]
    const { exitCode, stdout, stderr } = await run(getfacl.value, args)
    return exitCode === 0 ? present(parseGetfacl(stdout)) : unknown(stderr.trim())
  } catch (error) {
    return unknown(causeOf(error))
  }
}

/**
 * Takes named entries away; those that are not there are not missed (setfacl(1), -x). With the last
 * of them goes the mask, which would be left behind.
 */
export async function removeAclEntries(path: string, entries: readonly AclEntry[]): Promise<void> {
  const removals = entries.flatMap(({ tag, id }) => ['--remove', `${tag}:${id}`])
  await runOrThrow('setfacl', [...removals, '--', path])
  const left = valueOf(await readAcl(path))
  if (left?.length === 0) await runOrThrow('setfacl', ['--remove-all', '--', path])
}

export async function setAclEntries(path: string, entries: readonly AclEntry[]): Promise<void> {
  const settings = entries.flatMap((entry) => ['--modify', setfaclEntry(entry)])
  await runOrThrow('setfacl', [...settings, '--', path])
}
