import type { DenialRecord, RequestRecord } from '../policy/denial.ts'
import type { Policy, RuleName } from '../policy/settings.ts'
import { readAuthzRequest } from './canonical/authz-request.ts'
import { Denial } from './canonical/denial.ts'
import { canonicalRequest, type CanonicalRequest } from './canonical/request.ts'
import { logFailure } from './journal.ts'
import { rules } from './rules/index.ts'
import type { Question } from './rules/rule.ts'
import { subjectOf } from './subject.ts'

/** What the plugin goes by: the policy, or why it cannot be read. */
export type LoadedPolicy = { policy: Policy } | { unreadable: string }

/** What the request alone leaves open. Nothing here keeps the request itself in memory. */
export interface OpenVerdict {
  record: RequestRecord
  questions: RuleQuestion[]
}

export interface RuleQuestion {
  rule: RuleName
  ask: Question
}

/**
 * Judges what can be judged at once. Never throws: whatever goes wrong here is a denial.
 * @param bytes what Docker sent to /AuthZPlugin.AuthZReq, or why it was not received
 */
export function judge(
  bytes: Buffer | Denial,
  loaded: LoadedPolicy,
): { denied: DenialRecord } | OpenVerdict {
  let record: RequestRecord = { method: '', path: '' }
  try {
    if (bytes instanceof Denial) throw bytes
    const request = readAuthzRequest(bytes)
    record = { method: request.method.slice(0, 16), path: pathOf(request.uri) }
    if ('unreadable' in loaded) throw new Denial('policy', loaded.unreadable)
    const canonical = canonicalRequest(request)
    record = { ...record, ...subjectOf(canonical) }
    const questions = askAll(canonical, loaded.policy)
    // A copy for what waits: in V8 a part of a text keeps the whole of it.
    return { record: questions.length === 0 ? record : structuredClone(record), questions }
  } catch (error) {
    return { denied: denialOf(record, error) }
  }
}

/** The record of what was thrown over a request: a denial, or a fault, which is one too. */
export function denialOf(record: RequestRecord, error: unknown): DenialRecord {
  if (error instanceof Denial) return { ...record, rule: error.reason, message: error.message }
  logFailure(`cannot judge a request: ${stackOf(error)}`)
  const message =
    'the plugin failed on this request: see "journalctl _SYSTEMD_UNIT=denyusernshost.service".'
  return { ...record, rule: 'internal', message }
}

/** @throws Denial */
function askAll(request: CanonicalRequest, policy: Policy): RuleQuestion[] {
  const questions: RuleQuestion[] = []
  for (const rule of rules) {
    const answer = rule.denies(request, policy)
    if (typeof answer === 'string') throw new Denial(rule.name, answer)
    if (answer) questions.push({ rule: rule.name, ask: answer })
  }
  return questions
}

function pathOf(uri: string): string {
  return (uri.split('?', 1)[0] ?? '').slice(0, 256)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
