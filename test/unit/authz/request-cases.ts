import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MountPoint } from '../../../src/authz/facts/container-list.ts'

/** One request as a client sends it, and what must become of it: the files in test/requests. */
export interface RequestCase {
  name: string
  request: SentRequest
  policy?: Record<string, unknown>
  /** What Docker has by the name that is asked for, by its mounts; one container without any, if not given. */
  containers?: MountPoint[][]
  expect: 'allow' | { rule: string | string[]; message?: string }
}

export interface SentRequest {
  method: string
  uri: string
  /** A list is a header that is sent several times. Content-Length is added to a body that is not chunked. */
  headers: Record<string, string | string[]>
  body?: string
  /** White space after the body, in bytes. */
  padding?: number
}

const folder = fileURLToPath(new URL('../../requests', import.meta.url))

export const caseFiles = readdirSync(folder).filter((name) => name.endsWith('.json'))

export function casesIn(file: string): RequestCase[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as RequestCase[]
}
