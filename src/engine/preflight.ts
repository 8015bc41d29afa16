import { checks } from '../checks/index.ts'
import type { Finding } from '../checks/check.ts'
import { Refusal, type Problem } from '../failure.ts'
import type { HostReader } from '../host/reader.ts'
import type { Note } from '../plan/plan.ts'
import type { Profile } from '../profile/schema.ts'

export interface Preflight {
  problems: Problem[]
  /** Of these a host that needs no change has none. */
  whenChanging: Problem[]
  notes: Note[]
}

/**
 * What stands in the way of hardening this host, and what an admin should know before.
 *
 * @throws Refusal where there is no Docker to plan for
 */
export async function preflight(host: HostReader, profile: Profile): Promise<Preflight> {
  const looks = await Promise.all(checks.map((check) => check(host, profile)))
  const having = (weight: Finding['weight']): Problem[] =>
    looks.flat().flatMap((finding) => (finding.weight === weight ? [finding.problem] : []))
  const problems = having('forbids')
  const service = await host.unit(profile.docker.service)
  if (service.state !== 'present') throw new Refusal(problems)
  return {
    problems,
    whenChanging: having('forbids-changes'),
    notes: [
      ...having('warns').map((problem): Note => ({ kind: 'warning', text: noteText(problem) })),
      ...having('unseen').map(({ what }): Note => ({ kind: 'unreadable', text: what })),
    ],
  }
}

function noteText({ what, cause, remedies }: Problem): string {
  return [what, ...(cause === undefined ? [] : [cause]), ...remedies].join('\n')
}
