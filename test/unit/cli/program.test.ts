import { execa } from 'execa'
import { describe, expect, it } from 'vitest'

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
    ['an exit code asked for without a dry run', ['apply', '--detailed-exitcode'], 3, '--dry-run'],
  ])('with %s says what is wrong and changes nothing', async (_, args, exitCode, said) => {
    const result = await run(...args)
    expect(result.exitCode).toBe(exitCode)
    expect(result.stderr).toContain(said)
  })

  it.each([['--help'], ['--version']])('answers %s on stdout', async (option) => {
    const { exitCode, stdout, stderr } = await run(option)
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).not.toBe('')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('names a profile that is not there, as text and as data', async () => {
    const asked = ['apply', '--dry-run', '--profile', '/nowhere/profile.yaml']
    const text = await run(...asked)
    expect(text.exitCode).toBe(3)
    expect(text.stderr).toContain('The profile /nowhere/profile.yaml cannot be read.')
    const data = await run(...asked, '--json')
    expect(data.exitCode).toBe(3)
    expect(JSON.parse(data.stdout)).toMatchObject({
      outcome: 'refused',
      failure: { problems: [{ code: 'profile-unreadable' }] },
    })
  })
})
