import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { Failure, Refusal } from '../../../src/failure.ts'
import { humanRunView } from '../../../src/report/human/run-view.ts'
import { failureText } from '../../../src/report/human/failure-text.ts'
import { planText, summary } from '../../../src/report/human/plan-text.ts'
import { samplePlan } from './sample-plan.ts'

const plain = new Chalk({ level: 0 })

describe('a plan for people', () => {
  it('reads as it should', async () => {
    await expect(planText(samplePlan, plain, 80)).toMatchFileSnapshot('plan.txt')
  })

  it('lets nothing of the host drive the terminal, and shows no password', () => {
    const text = planText(samplePlan, plain, 80)
    expect(text).not.toContain('\u001b')
    expect(text).toContain('\\x1b[2Jx')
    expect(text).not.toContain('secret')
    expect(text).toContain('http://***:***@proxy:3128')
  })

  it('has colours only where they are asked for', () => {
    expect(planText(samplePlan, new Chalk({ level: 1 }), 80)).toContain(
      '\u001b[32m+ package uidmap',
    )
  })

  it.each([
    [
      samplePlan,
      'Plan: 1 package to install, 2 files to write, 2 units to change, 1 ACL to set, 1 restart of Docker.',
    ],
    [{ ...samplePlan, steps: [] }, 'Nothing to do: the host is as the profile says.'],
  ])('sums up', (plan, line) => {
    expect(summary(plan)).toBe(line)
  })
})

describe('a failure for people', () => {
  const problem = {
    code: 'some-code',
    what: 'Something is wrong, and the sentence that says so is long enough to be broken at eighty columns.',
    where: '/etc/file:7',
    cause: 'first line\nsecond \u001b[31mline',
    remedies: [
      'type this, which is never broken whatever its length may be: docker info --format "{{.SecurityOptions}}"',
    ],
  }

  it('reads as it should', async () => {
    await expect(
      failureText(new Refusal([problem, { ...problem, where: '' }]), plain, 80),
    ).toMatchFileSnapshot('refusal.txt')
  })

  it('does not claim that nothing was changed when something may have been', () => {
    expect(failureText(new Failure(problem), plain, 80)).not.toContain('nothing was changed')
  })
})

describe('progress', () => {
  const recorded = (isTerminal: boolean) => {
    const written: string[] = []
    const output = { write: (text: string) => void written.push(text), isTerminal, width: 40 }
    const { events } = humanRunView(output, output, { out: plain, error: plain })
    const step = samplePlan.steps[0]!
    events.stepStarts(step)
    events.changeStarts(step.changes[0]!)
    events.progress('Unpacking uidmap (1:4.17.4-2) over the whole width and more of it ...')
    events.changeDone(step.changes[0]!)
    events.stepDone(step)
    return written.join('')
  }

  it('is plain lines in a pipe', () => {
    expect(recorded(false)).toBe(
      '  … Unpacking uidmap (1:4.17.4-2) over the whole width and more of it ...\n✓ Packages\n',
    )
  })

  it('comes and goes in one line of a terminal, never wider than it', () => {
    const lines = recorded(true).split(/\r {39}\r/)
    expect(lines.at(-1)).toBe('✓ Packages\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(40)
  })
})
