import type { DenialRecord, RequestRecord } from '../policy/denial.ts'
import type { Policy } from '../policy/settings.ts'
import { readAuthzRequest } from './canonical/authz-request.ts'
import { Denial } from './canonical/denial.ts'
import { canonicalRequest, type CanonicalRequest } from './canonical/request.ts'
import { logFailure } from './journal.ts'
import type { HostFacts } from './facts/facts.ts'
import { rules } from './rules/index.ts'
import { subjectOf } from './subject.ts'

/** What the plugin goes by: the policy, or why it cannot be read. */
export type LoadedPolicy = { policy: Policy } | { unreadable: string }

export type Verdict = { denied: DenialRecord } | { allowed: RequestRecord }

/**
 * Never rejects: whatever goes wrong here is a denial, and this is the only place that decides so.
 * @param bytes what Docker sent to /AuthZPlugin.AuthZReq, or why it was not received
 */
export async function judge(
  bytes: Buffer | Denial,
  loaded: LoadedPolicy,
  facts: HostFacts,
): Promise<Verdict> {
  let record: RequestRecord = { method: '', path: '' }
  try {
    if (bytes instanceof Denial) throw bytes
    const request = readAuthzRequest(bytes)
    record = { method: request.method.slice(0, 16), path: pathOf(request.uri) }
    if ('unreadable' in loaded) throw new Denial('policy', loaded.unreadable)
    const canonical = canonicalRequest(request)
    record = { ...record, ...subjectOf(canonical) }
    await checkAll(canonical, loaded.policy, facts)
    return { allowed: record }
  } catch (error) {
    return { denied: { ...record, ...reasonOf(error) } }
  }
}

/** @throws Denial */
async function checkAll(
  request: CanonicalRequest,
  policy: Policy,
  facts: HostFacts,
): Promise<void> {
  for (const rule of rules) {
    const answer = rule.denies(request, policy, facts)
    const message = answer instanceof Promise ? await answer : answer
    if (message !== undefined) throw new Denial(rule.name, message)
  }
}

function pathOf(uri: string): string {
  return (uri.split('?', 1)[0] ?? '').slice(0, 256)
}

function reasonOf(error: unknown): Pick<DenialRecord, 'rule' | 'message'> {
  if (error instanceof Denial) return { rule: error.reason, message: error.message }
  logFailure(`cannot judge a request: ${stackOf(error)}`)
  const message = 'the plugin failed on this request: see "journalctl -u denyusernshost".'
  return { rule: 'internal', message }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
