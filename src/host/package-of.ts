import { causeOf } from '../failure.ts'
import { absent, present, unknown, type Fact } from '../plan/fact.ts'
import type { FoundPackage } from './reader.ts'
import { run, type Run } from './run.ts'

/** dpkg-query(1): "the requested query failed", among others because nothing matches. */
const nothingFound = 1

/** By dpkg, which is all that is asked: where there is none, that is not known. */
export async function findPackageOf(path: string, by: Run = run): Promise<Fact<FoundPackage>> {
  try {
    const owner = await by('dpkg-query', ['--search', '--', path])
    if (owner.exitCode === nothingFound) return absent
    // `docker.io: /usr/sbin/dockerd`, `libc6:amd64, libc6:i386: /path`; diversions have lines of their own.
    const name = /^(?!diversion by )([^:,\s]+)/m.exec(owner.stdout)?.[1]
    if (name === undefined) return unknown(owner.stderr.trim())
    const format = '${Version}'
    const { stdout } = await by('dpkg-query', ['--show', `--showformat=${format}`, '--', name])
    return present({ name, version: stdout.trim() })
  } catch (error) {
    return unknown(causeOf(error))
  }
}
