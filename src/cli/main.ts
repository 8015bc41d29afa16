import { endQuietlyWithoutReaders } from './closed-output.ts'
import { exitCodes } from './exit-codes.ts'
import { program } from './program.ts'
import { tellUnexpected } from './unexpected.ts'
import { wantsJson } from './wrong-command-line.ts'

endQuietlyWithoutReaders()
try {
  process.exitCode = await program(process.argv)
} catch (error) {
  tellUnexpected(error, wantsJson(process.argv))
  process.exitCode = exitCodes.failed
}
