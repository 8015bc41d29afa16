import inquirer from 'inquirer'
import { encodingFor } from '../report/encoding.ts'
import { paintFor } from '../report/paint.ts'
import { confirmedPlainly } from './ask-plainly.ts'
import { through } from './standard-streams.ts'

/** Asks on the terminal; Ctrl-C is a no. The prompt goes to stderr, so that stdout stays the plan's. */
export async function confirmed(
  question: string,
  { color = true }: { color?: boolean } = {},
): Promise<boolean> {
  if (process.env.TERM === 'dumb') return await confirmedPlainly(question)
  const prompt = inquirer.createPromptModule({ output: promptOutput(color) })
  try {
    const { yes } = await prompt<{ yes: boolean }>([
      { type: 'confirm', name: 'yes', message: question, default: false },
    ])
    return yes
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return false
    throw error
  }
}

/** Prompts know neither `--no-color` nor locales without UTF-8. */
function promptOutput(color: boolean): NodeJS.WriteStream {
  const encode = encodingFor(process.env)
  const paint = paintFor({ isTerminal: true, wanted: color, environment: process.env })
  const plain = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '')
  return through((text) => encode(paint.level > 0 ? text : plain(text)), process.stderr)
}
