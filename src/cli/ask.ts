import inquirer from 'inquirer'

/** Asks on the terminal; Ctrl-C is a no. The prompt goes to stderr, so that stdout stays the plan's. */
export async function confirmed(question: string): Promise<boolean> {
  const prompt = inquirer.createPromptModule({ output: process.stderr })
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
