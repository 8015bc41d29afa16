import { expect, it } from 'vitest'
import { Failure, Refusal, RolledBack } from '../../../src/failure.ts'
import { jsonRunView } from '../../../src/report/json/run-view.ts'
import type { RunView } from '../../../src/report/view.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { publishedDocument } from '../../published.ts'
import { samplePlan } from './sample-plan.ts'

const problem = { code: 'c', what: 'w', remedies: ['r'] }
const nothing = { ...samplePlan, steps: [] }
const outcome = { plan: samplePlan, profile: parseProfile('', 'p'), record: '/r', containerRoot: 1 }
const cutOff = {
  command: 'apply' as const,
  startedAt: '2026-11-24T10:00:00.000Z',
  record: '/r0',
  begun: 3,
  planned: 9,
}

it.each<[string, (view: RunView) => void, object]>([
  [
    'a dry run',
    (view) => {
      view.plan(samplePlan)
      view.planned(samplePlan)
    },
    { outcome: 'planned', plan: samplePlan },
  ],
  [
    'nothing to do',
    (view) => {
      view.plan(nothing)
      view.planned(nothing)
    },
    { outcome: 'nothing-to-do', plan: nothing },
  ],
  [
    'an apply',
    (view) => {
      view.plan(samplePlan)
      view.applied(outcome)
    },
    { outcome: 'applied', plan: samplePlan, record: '/r' },
  ],
  [
    'a no',
    (view) => {
      view.plan(samplePlan)
      view.declined(samplePlan)
    },
    { outcome: 'declined', plan: samplePlan },
  ],
  [
    'a refusal',
    (view) => {
      view.failed(new Refusal(problem))
    },
    { outcome: 'refused', failure: { problems: [problem] } },
  ],
  [
    'a failure',
    (view) => {
      view.plan(samplePlan)
      view.failed(new Failure(problem))
    },
    { outcome: 'failed', plan: samplePlan, failure: { problems: [problem] } },
  ],
  [
    'a run that was rolled back, after one that was cut off',
    (view) => {
      view.cutOff(cutOff)
      view.plan(samplePlan)
      view.failed(new RolledBack(problem))
    },
    { outcome: 'rolled-back', cutOff, plan: samplePlan, failure: { problems: [problem] } },
  ],
  [
    'a revert',
    (view) => {
      view.plan(samplePlan)
      view.reverted({ plan: samplePlan, record: '/r' })
    },
    { outcome: 'reverted', plan: samplePlan, record: '/r' },
  ],
])('prints one document for %s', (_, use, document) => {
  const written: string[] = []
  use(jsonRunView({ write: (text) => void written.push(text), isTerminal: false, width: 80 }))
  expect(publishedDocument('run', written.join(''))).toEqual({ version: 1, ...document })
})
