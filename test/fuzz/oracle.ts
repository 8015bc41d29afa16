import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FuzzedRequest } from './requests.ts'

export const hasGo = existsSync('/usr/bin/go')

/** The program in the folder oracle, made in `folder`. */
export function buildOracle(folder: string): string {
  const program = join(folder, 'oracle')
  const cwd = new URL('oracle', import.meta.url).pathname
  const env = { ...process.env, GOCACHE: folder, GO111MODULE: 'off', GOFLAGS: '' }
  const { status, stderr } = spawnSync('go', ['build', '-o', program, '.'], { cwd, env })
  if (status !== 0) throw new Error(`go build: ${String(stderr)}`)
  return program
}

/** For each request, the harms that Go reads in it. */
export function harmsOf(requests: FuzzedRequest[], oracle: string): string[][] {
  const lines = requests.map(({ method, target, types, isChunked, body }) =>
    JSON.stringify({ method, target, types, chunked: isChunked, body: body.toString('base64') }),
  )
  const { status, stdout } = spawnSync(oracle, { input: lines.join('\n'), maxBuffer: 1 << 28 })
  const answers = stdout.toString().split('\n').slice(0, -1)
  if (status !== 0 || answers.length !== requests.length) throw new Error('the oracle failed')
  return answers.map((answer) => answer.match(/\S+/g) ?? [])
}
