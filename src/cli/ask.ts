import inquirer, { type createPromptModule } from 'inquirer'
import { encodingFor } from '../report/encoding.ts'
import { paintFor } from '../report/paint.ts'
import { confirmedPlainly } from './ask-plainly.ts'
import { through } from './standard-streams.ts'

export type Ask = ReturnType<typeof createPromptModule<never>>

interface Look {
  /** False for `--no-color`. */
  color?: boolean
}

/** Asks on the terminal; Ctrl-C is a no. */
export async function confirmed(question: string, look: Look = {}): Promise<boolean> {
  if (process.env.TERM === 'dumb') return await confirmedPlainly(question)
  const answer = await asked(async (ask) => {
    const { yes } = await ask<{ yes: boolean }>([
      { type: 'confirm', name: 'yes', message: question, default: false },
    ])
    return yes
  }, look)
  return answer ?? false
}

/**
 * Runs questions on the terminal. They go to stderr, so that stdout stays the plan's.
 *
 * @returns undefined where somebody left by Ctrl-C or Ctrl-D, or the terminal is gone
 */
export async function asked<Answer>(
  questions: (ask: Ask) => Promise<Answer>,
  { color = true }: Look = {},
): Promise<Answer | undefined> {
  const left = new AbortController()
  const leave = () => {
    left.abort()
  }
  // Ctrl-D closes the line, and nothing is left that this process waits for: inquirer says nothing of it.
  process.once('beforeExit', leave)
  try {
    const ask = inquirer.createPromptModule({ output: promptOutput(color), signal: left.signal })
    return await questions(ask)
  } catch (error) {
    if (error instanceof Error && leavings.has(error.name)) return undefined
    throw error
  } finally {
    process.off('beforeExit', leave)
  }
}

const leavings = new Set(['ExitPromptError', 'AbortPromptError'])

/** Prompts know neither `--no-color` nor locales without UTF-8. */
function promptOutput(color: boolean): NodeJS.WriteStream {
  const encode = encodingFor(process.env)
  const paint = paintFor({ isTerminal: true, wanted: color, environment: process.env })
  const plain = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '')
  return through((text) => encode(paint.level > 0 ? text : plain(text)), process.stderr)
}
