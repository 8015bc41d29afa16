import { Failing } from '../failure.ts'
import type { RunView } from '../report/view.ts'

/** Has the view tell what a person can cure, and returns the exit code; a bug goes on up. */
export async function toldFailures(view: RunView, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Failing)) throw error
    view.failed(error)
    return error.exitCode
  }
}
