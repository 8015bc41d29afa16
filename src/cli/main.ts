import { endQuietlyWithoutReaders } from './closed-output.ts'
import { exitCodes } from './exit-codes.ts'
import { program } from './program.ts'
import { tellUnexpected } from './unexpected.ts'

endQuietlyWithoutReaders()
try {
  process.exitCode = await program(process.argv)
} catch (error) {
  tellUnexpected(error)
  process.exitCode = exitCodes.failed
}
