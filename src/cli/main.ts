import { exitCodes } from './exit-codes.ts'
import { program } from './program.ts'
import { endQuietlyOnClosedPipe, tellUnexpected } from './unexpected.ts'

endQuietlyOnClosedPipe()
try {
  process.exitCode = await program(process.argv)
} catch (error) {
  tellUnexpected(error)
  process.exitCode = exitCodes.failed
}
