/** One thing that is wrong, told so that a person can cure it. */
export interface Problem {
  /** Stable and in kebab-case, for scripts and for searching the README. */
  code: string
  /** What happened, as one sentence. */
  what: string
  /** The file, unit or key it is about, with a line where there is one. */
  where?: string
  /** What the system said, in its own words; may have several lines. */
  cause?: string
  /** What to type or to change, the most likely cure first. */
  remedies: string[]
}

/** A failure that a person can cure: shown as its problems, never with a stack. */
export abstract class Failing extends Error {
  abstract readonly exitCode: number
  readonly problems: readonly Problem[]

  constructor(problems: Problem | readonly Problem[]) {
    const list: readonly Problem[] = Array.isArray(problems) ? problems : [problems]
    super(list.map((problem) => problem.what).join('\n'))
    this.name = new.target.name
    this.problems = list
  }
}

/** Stopped before anything was changed. */
export class Refusal extends Failing {
  readonly exitCode = 3
}

/** Stopped in the middle: something may have been changed already. */
export class Failure extends Failing {
  readonly exitCode = 1
}

/** Stopped in the middle, and everything that was done in this run is undone. */
export class RolledBack extends Failing {
  readonly exitCode = 4
}

/** The program contradicts itself: nothing that an admin can cure. */
export class Bug extends Error {
  override readonly name = 'Bug'
}

/** The text of whatever was thrown, for a cause line. */
export function causeOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
