import { createInterface } from 'node:readline'
import { outputTo } from './standard-streams.ts'

/** Asks where nothing can be written over: one line there, one line back. Ctrl-C and the end of input are a no. */
export async function confirmedPlainly(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin })
  const close = () => {
    lines.close()
  }
  process.once('SIGINT', close)
  outputTo(process.stderr).write(`? ${question} (y/N) `)
  try {
    for await (const line of lines) return /^y(es)?$/i.test(line.trim())
    outputTo(process.stderr).write('\n')
    return false
  } finally {
    process.off('SIGINT', close)
    close()
  }
}
