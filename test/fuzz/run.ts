import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { judge } from '../../src/authz/judge.ts'
import { settle } from '../../src/authz/settle.ts'
import { defaultPolicy } from '../../src/policy/settings.ts'
import { factsWith } from '../unit/authz/facts-for-tests.ts'
import { fuzzedRequest, type FuzzedRequest } from './requests.ts'

export const hasGo = existsSync('/usr/bin/go')

export interface Findings {
  /** What Docker would do harm by and the plugin lets pass: must be none. */
  escaped: (FuzzedRequest & { harm: string })[]
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

function buildOracle(folder: string): string {
  const program = join(folder, 'oracle')
  const source = new URL('oracle.go', import.meta.url).pathname
  const env = { ...process.env, GOCACHE: folder, GO111MODULE: 'off', GOFLAGS: '' }
  const { status, stderr } = spawnSync('go', ['build', '-o', program, source], { env })
  if (status !== 0) throw new Error(`go build: ${String(stderr)}`)
  return program
}

async function compare(requests: FuzzedRequest[], oracle: string, findings: Findings) {
  const harms = harmsOf(requests, oracle)
  const facts = factsWith()
  for (const [index, request] of requests.entries()) {
    const harm = harms[index] ?? ''
    for (const one of harm === 'none' ? [] : harm.split(',')) {
      findings.harms.set(one, (findings.harms.get(one) ?? 0) + 1)
    }
    const judged = judge(asShown(request), { policy: defaultPolicy })
    const verdict = 'denied' in judged ? judged : await settle(judged, facts)
    if ('denied' in verdict) {
      if (verdict.denied.rule !== 'internal') continue
      throw new Error(`the plugin failed on ${JSON.stringify(request)}`)
    }
    findings.allowed += 1
    facts.claims.releaseAll()
    if (harm !== 'none') findings.escaped.push({ ...request, harm })
  }
}

function harmsOf(requests: FuzzedRequest[], oracle: string): string[] {
  const lines = requests.map(({ target, body }) => `${base64(target)} ${base64(body)}\n`)
  const { status, stdout } = spawnSync(oracle, { input: lines.join(''), maxBuffer: 1 << 28 })
  const answers = stdout.toString().trimEnd().split('\n')
  if (status !== 0 || answers.length !== requests.length) throw new Error('the oracle failed')
  return answers
}

/** As Docker shows a request with one Content-Type and a length (moby pkg/authorization). */
function asShown({ target, body }: FuzzedRequest): Buffer {
  return Buffer.from(
    JSON.stringify({
      RequestMethod: 'POST',
      RequestUri: target,
      RequestHeaders: {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
      },
      RequestBody: base64(body),
    }),
  )
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
