import { apply } from './commands/apply.ts'
import { exitCodes } from './exit-codes.ts'
import { tellUnexpected } from './unexpected.ts'

/** What an image runs at its first boot (templates/userns-harden-first-boot.service): an apply that nobody is asked about. */
apply({ yes: true }).then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: unknown) => {
    tellUnexpected(error, false)
    process.exitCode = exitCodes.failed
  },
)
