import { Refusal, type Problem } from '../../failure.ts'
import type { HostReader } from '../../host/reader.ts'
import type { Change } from '../../plan/change.ts'
import { differenceText } from '../../plan/difference-text.ts'
import type { Note } from '../../plan/plan.ts'
import type { AreaState } from '../../plan/status.ts'
import type { Profile } from '../../profile/schema.ts'
import type { Step } from '../../steps/step.ts'

export interface Look {
  state: AreaState
  findings: Problem[]
}

/** What shows a difference in full. */
function dryRun({ isImage }: HostReader): string {
  return `See what apply would do: sudo npx userns-harden apply ${isImage ? '--root IMAGE ' : ''}--dry-run`
}

/**
 * What a step would change on the host as it is. Not on what earlier steps would leave: nothing is told
 * that is only so once they are performed.
 */
export async function lookAtStep(step: Step, host: HostReader, profile: Profile): Promise<Look[]> {
  try {
    const { changes, notes } = await step.plan(host, profile, { carryImages: false })
    const own = withoutConsequences(changes)
    return [...own.map((change) => differing(change, dryRun(host))), ...notes.flatMap(noted)]
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ state: 'drift', findings: [...error.problems] }]
  }
}

/** What follows from a file that changes is not a second difference. */
function withoutConsequences(changes: readonly Change[]): Change[] {
  const own = changes.filter(({ kind }) => kind !== 'unit-restart' && kind !== 'daemon-reload')
  return own.length > 0 ? own : [...changes]
}

function differing(change: Change, remedy: string): Look {
  const makes = ['file', 'program', 'directory', 'package'].includes(change.kind)
  const isNew = !('before' in change)
  return {
    state: makes && isNew ? 'missing' : 'drift',
    findings: [
      { code: `${change.kind}-differs`, what: `${differenceText(change)}.`, remedies: [remedy] },
    ],
  }
}

const noteStates: Record<Note['kind'], AreaState | undefined> = {
  unreadable: 'unknown',
  manual: 'drift',
  warning: 'warn',
  // Of what apply would do, not of what is.
  later: undefined,
}

function noted({ kind, text }: Note): Look[] {
  const state = noteStates[kind]
  if (!state) return []
  const remedies = kind === 'unreadable' ? ['Ask as root: sudo npx userns-harden status'] : []
  return [
    {
      state,
      findings: [{ code: kind === 'manual' ? 'left-to-admin' : 'not-known', what: text, remedies }],
    },
  ]
}
