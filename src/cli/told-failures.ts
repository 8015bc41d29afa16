import { Failing } from '../failure.ts'
import type { FailureView } from '../report/view.ts'

/** Has the view tell what a person can cure, and returns the exit code; a bug goes on up. */
export async function toldFailures(view: FailureView, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Failing)) throw error
    view.failed(error)
    return error.exitCode
  }
}
