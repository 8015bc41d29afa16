import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { execaSync } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outlineOf } from '../../../src/cli/outline.ts'
import { bashCompletion } from '../../../src/manual/bash-completion.ts'
import { zshCompletion } from '../../../src/manual/zsh-completion.ts'
import { present } from './present.ts'

const tree = new Command('tool').description('A tool.').version('1')
tree
  .command('paint')
  .description("paints [what] is there: it's safe")
  .option('--by <rule|user>', 'order')
  .addOption(new Option('--tone <tone>', 'how').choices(['warm', 'cold']))
  .option('--since <time>', 'from when on')
tree
  .command('keep')
  .description('keeps')
  .option('--only <path...>', 'these')
  .option('-p, --profile <file>', 'a profile')
  .option('--as <user>', 'whose')
  .option('--yes', 'do not ask')
const outline = outlineOf(tree)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'userns-harden-completion-'))
  writeFileSync(join(folder, 'two words'), '')
  writeFileSync(join(folder, 'tool.bash'), bashCompletion(outline))
  writeFileSync(join(folder, '_tool'), zshCompletion(outline))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** What Tab offers at the end of these words, which are split as bash splits them. */
function offered(...words: string[]): string[] {
  const { stdout } = execaSync(
    'bash',
    [
      '--norc',
      '-uc',
      'source ./tool.bash; COMP_WORDS=(tool "$@"); COMP_CWORD=$#; _tool; printf "%s\\n" "${COMPREPLY[@]}"',
      'bash',
      ...words,
    ],
    { cwd: folder },
  )
  return stdout.split('\n').filter((line) => line !== '')
}

describe('completion in bash', () => {
  it.each<[string[], string[]]>([
    [[''], ['paint', 'keep', 'help']],
    [['p'], ['paint']],
    [['--v'], ['--version']],
    [
      ['paint', '--'],
      ['--by', '--tone', '--since', '--help'],
    ],
    [
      ['keep', ''],
      ['--only', '-p', '--profile', '--as', '--yes', '-h', '--help'],
    ],
    [
      ['paint', '--by', ''],
      ['rule', 'user'],
    ],
    [['paint', '--by', '=', 'u'], ['user']],
    [
      ['paint', '--tone', '='],
      ['warm', 'cold'],
    ],
    [['paint', '--tone', 'warm', '--b'], ['--by']],
    [['paint', '--since', ''], []],
    [['help', 'k'], ['keep']],
    [['help', 'keep', 'p'], []],
    [['keep', '--as', 'roo'], ['root']],
    [['keep', '-p', 'two'], ['two words']],
    [['keep', '--only', 'tool.bash', 'two'], ['two words']],
    [['keep', '--only', 'tool.bash', '--y'], ['--yes']],
    [['keep', '--profile', 'tool.bash', 'two'], []],
    [['unknown', ''], []],
  ])('of %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected)
  })
})

/** An interactive shell of each kind, and how it is told of the completion. */
const shells = {
  bash: { start: 'bash --norc -i', load: 'source ./tool.bash' },
  zsh: { start: 'zsh -f -i', load: 'fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D' },
}

/** What `tool` was given when this was typed, Tab and all, at a terminal of script(1). */
function given(shell: keyof typeof shells, typed: string): string {
  const { start, load } = shells[shell]
  const input = `${load}\ntool() { printf '<%s>' "$@" > out; }\n${typed}\nexit\n`
  execaSync('script', ['--quiet', '--command', start, '/dev/null'], {
    cwd: folder,
    input,
    env: { TERM: 'dumb', INPUTRC: '/dev/null' },
    timeout: 10_000,
  })
  return readFileSync(join(folder, 'out'), 'utf8')
}

describe.each(['bash', 'zsh'] as const)('Tab in %s', (shell) => {
  const canRun = present(shell) && present('script')

  it.skipIf(!canRun).each([
    ['tool ke\t', '<keep>'],
    ['tool keep --ye\t', '<keep><--yes>'],
    ['tool paint --by us\t', '<paint><--by><user>'],
    ['tool paint --tone=co\t', '<paint><--tone=cold>'],
    ['tool keep --profile two\t', '<keep><--profile><two words>'],
    [
      'tool keep --only tool.bash two\t --as roo\t',
      '<keep><--only><tool.bash><two words><--as><root>',
    ],
  ])('completes %j', (typed, expected) => {
    expect(given(shell, typed)).toBe(expected)
  })
})
