import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { schemaOf } from '../../../src/documents/schema-of.ts'
import { Failure, Refusal } from '../../../src/failure.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import type { AreaState, AreaStatus, Severity } from '../../../src/plan/status.ts'
import type { AttemptState } from '../../../src/plan/verification.ts'
import type { TimedDenial } from '../../../src/policy/denial.ts'
import { jsonDenialsView } from '../../../src/report/denials-view.ts'
import { jsonDocumentView } from '../../../src/report/document-view.ts'
import { jsonRunView } from '../../../src/report/json/run-view.ts'
import type { Output } from '../../../src/report/output.ts'
import { publishedDocument, type DocumentName } from '../../published.ts'
import { everyChange } from './every-change.ts'

const problem = { code: 'c', what: 'w', remedies: ['r'] }
const longProblem = { ...problem, where: '/etc/file:7', cause: 'one\ntwo' }
const plan: Plan = {
  version: 1,
  profile: null,
  reverts: ['/r0'],
  steps: [
    {
      id: 'step',
      title: 'A step',
      changes: everyChange,
      notes: (['later', 'unreadable', 'manual', 'warning'] as const).map((kind) => ({
        kind,
        text: 't',
      })),
    },
  ],
}
const cutOff = {
  command: 'revert' as const,
  startedAt: '2026-11-24T10:00:00.000Z',
  record: '/r0',
  begun: 3,
  planned: 9,
}
const area = (state: AreaState, severity: Severity): AreaStatus => ({
  id: 'docker',
  title: 'Docker',
  severity,
  state,
  findings: state === 'ok' ? [] : [problem, longProblem],
  fine: 'f',
  ...(severity === 'high' && { reference: 'CIS 2.9' }),
})
const denial: TimedDenial = {
  time: '2026-11-24T10:00:00.000Z',
  rule: 'usernsHost',
  method: 'POST',
  path: '/containers/create',
  message: 'userns=host is not allowed.',
}
const denials: TimedDenial[] = [
  denial,
  { ...denial, container: 'x', image: 'busybox', caller: { uid: 5001 } },
  { ...denial, candidates: [{ uid: 5001, user: 'alice', command: 'docker' }], unseen: 1 },
]

const documents: [DocumentName, what: string, print: (out: Output) => void][] = [
  [
    'run',
    'every kind of change, after a run that was cut off',
    (out) => {
      const view = jsonRunView(out)
      view.cutOff(cutOff)
      view.planned(plan)
    },
  ],
  [
    'run',
    'a failure with its plan',
    (out) => {
      const view = jsonRunView(out)
      view.plan(plan)
      view.failed(new Failure([problem, longProblem]))
    },
  ],
  [
    'status',
    'every state and severity',
    (out) => {
      const states = ['ok', 'warn', 'unknown', 'missing', 'drift'] as const
      const areas = states.flatMap((state) =>
        (['high', 'medium', 'low'] as const).map((severity) => area(state, severity)),
      )
      jsonDocumentView(out).found({ version: 1, profile: '/p', areas })
    },
  ],
  [
    'verify',
    'every state',
    (out) => {
      const states: AttemptState[] = ['held', 'through', 'allowed', 'unknown']
      const attempts = states.map((state) => ({ id: 'swarm', title: 't', state, answer: 'a' }))
      jsonDocumentView(out).found({ version: 1, as: 'root', hasAccess: true, attempts })
    },
  ],
  [
    'denials',
    'what was denied',
    (out) => {
      jsonDenialsView(out).found(denials)
    },
  ],
]

const failing: [DocumentName, print: (out: Output) => void][] = [
  ...(['run', 'status', 'verify'] as const).map((name): (typeof failing)[number] => [
    name,
    (out) => {
      jsonDocumentView(out).failed(new Refusal(longProblem))
    },
  ]),
  ...(['denials', 'denials-follow'] as const).map((name): (typeof failing)[number] => [
    name,
    (out) => {
      jsonDenialsView(out).failed(new Refusal(longProblem))
    },
  ]),
]

function printed(print: (out: Output) => void): string {
  const written: string[] = []
  print({ write: (text) => void written.push(text), isTerminal: false, width: 80 })
  return written.join('')
}

describe('what is printed is as the published schema says', () => {
  it.each(documents)('%s: %s', (name, _what, print) => {
    expect(publishedDocument(name, printed(print))).toMatchObject({ version: 1 })
  })

  it.each(failing)('%s: a failure', (name, print) => {
    expect(publishedDocument(name, printed(print))).toEqual({
      version: 1,
      outcome: 'refused',
      failure: { problems: [longProblem] },
    })
  })

  it('denials-follow: a line each', () => {
    const text = printed((out) => {
      const view = jsonDenialsView(out)
      for (const one of denials) view.came(one)
    })
    const lines = text.trimEnd().split('\n')
    expect(lines.map((line) => publishedDocument('denials-follow', line))).toEqual(
      denials.map((one) => ({ version: 1, ...one })),
    )
  })
})

describe('a published schema', () => {
  it.each(documents)('%s: is no wider than what is printed (%s)', (name, _what, print) => {
    const text = printed(print)
    const whole = JSON.parse(text) as object
    const refuses = (document: object) => {
      expect(() => publishedDocument(name, JSON.stringify(document))).toThrow('schema.json says')
    }
    const places = objectsIn(whole)
    for (const path of places) refuses(changedAt(whole, path, { undocumented: 1 }))
    refuses(changedAt(whole, [], { version: 2 }))
    refuses(changedAt(whole, [], { version: undefined }))
    expect(places.length).toBeGreaterThan(3)
  })

  it.each(['run', 'status', 'verify', 'denials', 'denials-follow'])(
    '%s: says what it is and describes every key',
    (name) => {
      const schema = JSON.parse(readFileSync(`dist/schemas/${name}.schema.json`, 'utf8')) as object
      expect(schema).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:userns-harden:${name}:1`,
        title: expect.stringContaining('--json') as unknown,
      })
      const keys = objectsIn(schema)
        .filter((path) => path.at(-2) === 'properties')
        .map((path) => [path.join('/'), at(schema, path)] as const)
      const silent = keys.filter(([, key]) => !('description' in key)).map(([path]) => path)
      expect(silent).toEqual([])
      expect(keys.length).toBeGreaterThan(10)
    },
  )

  it('does not compile beside a type that has other keys', () => {
    const schema = z.strictObject({ a: z.string(), b: z.string().exactOptional() })
    const fitting = schemaOf<{ readonly a: string } & { b?: string }>()(schema)
    // @ts-expect-error: a key is missing that may be left out
    const shorter = schemaOf<{ a: string }>()(schema)
    // @ts-expect-error: a key may be left out that may not
    const looser = schemaOf<{ a: string; b: string }>()(schema)
    expect([fitting, shorter, looser]).toEqual([schema, schema, schema])
  })
})

type Path = string[]

/** Where the objects are in a value, itself included. */
function objectsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([key, one]) => objectsIn(one, [...path, key]))
  return Array.isArray(value) ? below : [path, ...below]
}

function at(whole: object, path: Path): object {
  return path.reduce((value, key) => (value as Record<string, object>)[key]!, whole)
}

function changedAt(whole: object, path: Path, keys: object): object {
  const copy = structuredClone(whole)
  Object.assign(at(copy, path), keys)
  return copy
}
