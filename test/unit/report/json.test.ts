import { expect, it } from 'vitest'
import { Failure, Refusal } from '../../../src/failure.ts'
import { jsonApplyView } from '../../../src/report/json/apply-view.ts'
import type { ApplyView } from '../../../src/report/view.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { samplePlan } from './sample-plan.ts'

const problem = { code: 'c', what: 'w', remedies: ['r'] }
const nothing = { ...samplePlan, steps: [] }
const outcome = { plan: samplePlan, profile: parseProfile('', 'p'), record: '/r', containerRoot: 1 }

it.each<[string, (view: ApplyView) => void, object]>([
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
      view.declined()
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
])('prints one document for %s', (_, use, document) => {
  const written: string[] = []
  use(jsonApplyView({ write: (text) => void written.push(text), isTerminal: false, width: 80 }))
  expect(JSON.parse(written.join(''))).toEqual({ version: 1, ...document })
})
