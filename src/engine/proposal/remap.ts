import { subordinateIds } from '../../checks/subordinate-ids.ts'
import { causeOf, Refusal } from '../../failure.ts'
import { isSameRemap } from '../../formats/daemon-json.ts'
import type { HostReader } from '../../host/reader.ts'
import type { RemapProposal } from '../../plan/proposal.ts'
import type { Profile } from '../../profile/schema.ts'
import { remapAccount } from '../../profile/values.ts'
import { refuseUnfitRemapUser } from '../../steps/remap-user.ts'

/** Docker's own user, unless daemon.json names another already: each remap has images and containers of its own. */
export async function proposeRemap(
  host: HostReader,
  profile: Profile,
  settings: Readonly<Record<string, unknown>>,
): Promise<RemapProposal> {
  const present = settings['userns-remap']
  if (
    typeof present === 'string' &&
    !isSameRemap(present, 'default') &&
    remapAccount.safeParse(present).success
  ) {
    const against = `${profile.docker.daemonConfig} has ${present} already. With another one its images and containers would be out of sight.`
    return { value: present, against: [against] }
  }
  const findings = await subordinateIds(host, profile)
  const against = findings
    .filter(({ weight }) => weight === 'forbids')
    .map(({ problem }) => [problem.what, problem.cause ?? ''].join('\n').trim())
  return { value: 'default', against }
}

/** Why a remap cannot be in the profile, or apply would refuse it; undefined where it is fine. */
export async function whyNoRemap(host: HostReader, remap: string): Promise<string | undefined> {
  const fault = remapAccount.safeParse(remap).error?.issues[0]
  if (fault) return `It ${fault.message}.`
  try {
    await refuseUnfitRemapUser(host, remap)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return causeOf(error)
    throw error
  }
}
