import type { DenialReason, DenialRecord } from '../policy/denial.ts'
import type { Policy } from '../policy/settings.ts'
import { readAuthzRequest, type AuthzRequest } from './canonical/authz-request.ts'
import { Denial } from './canonical/denial.ts'
import { canonicalRequest } from './canonical/request.ts'
import { logFailure } from './journal.ts'
import type { HostFacts } from './facts/facts.ts'
import { rules } from './rules/index.ts'

/** What the plugin goes by: the policy, or why it cannot be read. */
export type LoadedPolicy = { policy: Policy } | { unreadable: string }

/**
 * Undefined where the request may pass. Never rejects: whatever goes wrong here is a denial, and
 * this is the only place that decides so.
 * @param bytes what Docker sent to /AuthZPlugin.AuthZReq, or why it was not received
 */
export async function judge(
  bytes: Buffer | Denial,
  loaded: LoadedPolicy,
  facts: HostFacts,
): Promise<DenialRecord | undefined> {
  let request: AuthzRequest | undefined
  try {
    if (bytes instanceof Denial) throw bytes
    request = readAuthzRequest(bytes)
    await checkAll(request, loaded, facts)
    return undefined
  } catch (error) {
    return recordOf(error, request)
  }
}

/** @throws Denial */
async function checkAll(
  request: AuthzRequest,
  loaded: LoadedPolicy,
  facts: HostFacts,
): Promise<void> {
  if ('unreadable' in loaded) throw new Denial('policy', loaded.unreadable)
  const canonical = canonicalRequest(request)
  for (const rule of rules) {
    const verdict = rule.denies(canonical, loaded.policy, facts)
    const message = verdict instanceof Promise ? await verdict : verdict
    if (message !== undefined) throw new Denial(rule.name, message)
  }
}

function recordOf(error: unknown, request: AuthzRequest | undefined): DenialRecord {
  if (!(error instanceof Denial)) logFailure(`cannot judge a request: ${stackOf(error)}`)
  const reason: DenialReason = error instanceof Denial ? error.reason : 'internal'
  const message =
    error instanceof Denial
      ? error.message
      : 'the plugin failed on this request: see "journalctl -u denyusernshost".'
  return {
    rule: reason,
    method: (request?.method ?? '').slice(0, 16),
    path: (request?.uri.split('?', 1)[0] ?? '').slice(0, 256),
    message,
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
