import { Refusal } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import { problemsIn } from './problems.ts'
import { profileSchema, type Profile } from './schema.ts'
import { parseYaml } from './yaml.ts'

export const defaultProfilePath = '/etc/userns-harden/profile.yaml'

export interface FoundProfile {
  profile: Profile
  /** Null for the built-in profile. */
  path: string | null
  /** As it stands there. */
  text: string
}

/**
 * Reads the host's profile: the named file, or the default one, or the built-in profile where
 * nothing is named and there is no default one.
 *
 * @throws Refusal with all that is wrong with it
 */
export async function readProfile(
  host: HostReader,
  path: string | undefined,
): Promise<FoundProfile> {
  const from = path ?? defaultProfilePath
  const found = await host.file(from)
  if (found.state === 'present') {
    const { text } = found.value
    return { profile: parseProfile(text, from), path: from, text }
  }
  if (found.state === 'absent' && path === undefined) {
    return { profile: parseProfile('', from), path: null, text: '' }
  }
  throw new Refusal({
    code: 'profile-unreadable',
    what: `The profile ${from} cannot be read.`,
    where: from,
    cause: found.state === 'unknown' ? found.reason : 'There is no such file.',
    remedies: [
      `Look at it: ls -la ${from}`,
      `Without --profile, ${defaultProfilePath} is read when it is there.`,
    ],
  })
}

/**
 * The profile that a text describes. The path is named in messages only.
 *
 * @throws Refusal with every problem at once
 */
export function parseProfile(text: string, path: string): Profile {
  const found = parseYaml(text, path)
  const result = profileSchema.safeParse(found.value)
  if (result.success) return result.data
  throw new Refusal(problemsIn(result.error.issues, found, path))
}
