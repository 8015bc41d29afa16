import { readFileSync } from 'node:fs'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { commandTree } from '../../../src/cli/program.ts'
import { publishedDocument, type DocumentName } from '../../published.ts'

/** The built program, as a process of its own. This machine need not be a Docker host. */
const run = (...args: string[]) =>
  execa(process.execPath, ['bin/userns-harden.js', ...args], { reject: false, stdin: 'ignore' })

describe('the command line', () => {
  it.each([
    ['no command', [], 3, 'Usage: userns-harden'],
    ['an unknown command', ['aply'], 3, "unknown command 'aply'\n(Did you mean apply?)"],
    [
      'an unknown option',
      ['apply', '--dryrun'],
      3,
      "unknown option '--dryrun'\n(Did you mean --dry-run?)",
    ],
    ['a shell that it has no script for', ['completion', 'fish'], 3, 'choices are bash, zsh'],
    ['an exit code asked for without a dry run', ['apply', '--detailed-exitcode'], 3, '--dry-run'],
  ])('with %s says what is wrong and changes nothing', async (_, args, exitCode, said) => {
    const result = await run(...args)
    expect(result.exitCode).toBe(exitCode)
    expect(result.stderr).toContain(said)
  })

  it.each<[DocumentName, string[]]>([
    ['run', ['apply', '--json', '--nonsense']],
    ['run', ['revert', '--json', '--detailed-exitcode']],
    ['status', ['status', '--json', '--profil', 'x']],
    ['verify', ['verify', '--json', '--as']],
    ['denials', ['denials', '--json', '--profile', 'x']],
    ['denials-follow', ['denials', '--json', '--follow', 'alice']],
  ])('is told to be wrong as data too, by the %s document', async (name, args) => {
    const { exitCode, stdout, stderr } = await run(...args)
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('error: ')])
    expect(publishedDocument(name, stdout)).toMatchObject({
      outcome: 'refused',
      failure: { problems: [{ code: 'command-line' }] },
    })
  })

  it('tells a bug as data too, and without a stack', async () => {
    const oddNode = 'process.getuid = () => { throw new Error("the moon is full") }'
    const options = { reject: false, stdin: 'ignore' } as const
    const args = ['--import', `data:text/javascript,${oddNode}`, 'bin/userns-harden.js']
    const text = await execa(process.execPath, [...args, 'apply'], options)
    expect(text).toMatchObject({ exitCode: 1, stdout: '' })
    expect(text.stderr).toContain('This is a bug in userns-harden: the moon is full\n')
    expect(text.stderr).not.toMatch(/\n\s+at /)
    const data = await execa(process.execPath, [...args, 'apply', '--json'], options)
    expect([data.exitCode, data.stderr]).toEqual([1, text.stderr])
    expect(publishedDocument('run', data.stdout)).toMatchObject({
      outcome: 'failed',
      failure: { problems: [{ code: 'bug' }] },
    })
  })

  it.each([
    ['--help'],
    ['--version'],
    ...commandTree(() => undefined).commands.map((command) => [command.name(), '--help']),
  ])('answers %s %s on stdout', async (...args) => {
    const { exitCode, stdout, stderr } = await run(...args)
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).not.toBe('')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it.each([
    ['bash', 'userns-harden.bash'],
    ['zsh', '_userns-harden'],
  ])('prints the script for %s', async (shell, file) => {
    const { exitCode, stdout } = await run('completion', shell)
    expect(exitCode).toBe(0)
    expect(`${stdout}\n`).toBe(readFileSync(`dist/completion/${file}`, 'utf8'))
  })

  it('names a profile that is not there, as text and as data', async () => {
    const asked = ['apply', '--dry-run', '--profile', '/nowhere/profile.yaml']
    const text = await run(...asked)
    expect(text.exitCode).toBe(3)
    expect(text.stderr).toContain('The profile /nowhere/profile.yaml cannot be read.')
    const data = await run(...asked, '--json')
    expect([data.exitCode, data.stderr]).toEqual([3, ''])
    expect(publishedDocument('run', data.stdout)).toMatchObject({
      outcome: 'refused',
      failure: { problems: [{ code: 'profile-unreadable' }] },
    })
  })

  it.each([
    ['a command', ['zurück']],
    ['a profile', ['apply', '--dry-run', '--profile', '/nowhere/prófil.yaml']],
    ['a profile, as data', ['apply', '--dry-run', '--json', '--profile', '/nowhere/prófil.yaml']],
  ])('writes ASCII alone of %s in a locale that has no more', async (_, args) => {
    const { stdout, stderr } = await execa(process.execPath, ['bin/userns-harden.js', ...args], {
      reject: false,
      stdin: 'ignore',
      env: { LC_ALL: 'C' },
    })
    expect(stdout + stderr).toMatch(/^[\x00-\x7f]+$/)
    expect(stdout + stderr).toMatch(/zur\\u00fcck|pr\\u00f3fil/)
  })
})
