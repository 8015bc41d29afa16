import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { judge } from '../../src/authz/judge.ts'
import { settle } from '../../src/authz/settle.ts'
import { defaultPolicy } from '../../src/policy/settings.ts'
import { facts } from './facts.ts'
import { buildOracle, harmsOf } from './oracle.ts'
import { fuzzedRequest, type FuzzedRequest } from './requests.ts'
import { asShown } from './shown.ts'

export interface Findings {
  /** What Docker would do harm by and the plugin lets pass: must be none. */
  escaped: object[]
  allowed: number
  /** How often each harm was asked for, allowed or not: a harm never asked for proves nothing. */
  harms: Map<string, number>
}

/** As many random requests, judged by the plugin and by Go's own decoder. */
export async function fuzz(count: number, seed: number): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'userns-harden-fuzz-'))
  try {
    const oracle = buildOracle(folder)
    const findings: Findings = { escaped: [], allowed: 0, harms: new Map() }
    const batch = 10_000
    for (let done = 0; done < count; done += batch) {
      const numRuns = Math.min(batch, count - done)
      await compare(fc.sample(fuzzedRequest, { numRuns, seed: seed + done }), oracle, findings)
    }
    return findings
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(requests: FuzzedRequest[], oracle: string, findings: Findings) {
  const harms = harmsOf(requests, oracle)
  for (const [index, request] of requests.entries()) {
    const asked = harms[index] ?? []
    for (const harm of asked) findings.harms.set(harm, (findings.harms.get(harm) ?? 0) + 1)
    if (!(await isAllowed(request))) continue
    findings.allowed += 1
    if (asked.length > 0) findings.escaped.push({ harms: asked, ...printable(request) })
  }
}

async function isAllowed(request: FuzzedRequest): Promise<boolean> {
  const bytes = asShown(request)
  if (!bytes) return false
  const judged = judge(bytes, { policy: defaultPolicy })
  const verdict = 'denied' in judged ? judged : await settle(judged, facts)
  if ('denied' in verdict && verdict.denied.rule === 'internal') {
    throw new Error(`the plugin failed on ${JSON.stringify(printable(request))}`)
  }
  return 'allowed' in verdict
}

function printable(request: FuzzedRequest): object {
  return { ...request, body: request.body.toString('latin1').trimEnd() }
}
