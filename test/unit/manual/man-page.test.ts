import { execaSync } from 'execa'
import { describe, expect, it } from 'vitest'
import { outlineOf } from '../../../src/cli/outline.ts'
import { commandTree } from '../../../src/cli/program.ts'
import { manual } from '../../../src/manual/index.ts'
import { roff } from '../../../src/manual/roff.ts'
import { version } from '../../../src/cli/version.ts'
import { present } from './present.ts'

const changelog = `# Changelog\n\n## ${version} (2026-01-02)\n`
const page = manual(changelog)['userns-harden.8']!

/** As `man` shows it, at 80 columns; what groff has to say against it is on stderr. */
function shown(source: string): { stdout: string; stderr: string } {
  const { stdout, stderr } = execaSync('groff', ['-man', '-Tascii', '-P-cbou', '-ww'], {
    input: source,
    stripFinalNewline: false,
  })
  return { stdout, stderr }
}

describe('the man page', () => {
  it('has the date of its version from the changelog, and is not made without', () => {
    expect(page).toMatch(/^\.TH "USERNS\\-HARDEN" "8" "2026\\-01\\-02" /)
    expect(() => manual('# Changelog\n\n## 0.0.1 (2025-01-01)\n')).toThrow(`## ${version} (date)`)
  })

  it.skipIf(!present('groff'))('has every command and option as it is typed, at 80 columns', () => {
    const { stdout, stderr } = shown(page)
    expect(stderr).toBe('')
    const lines = stdout.split('\n').map((line) => line.trim())
    for (const command of outlineOf(commandTree(() => undefined)).commands) {
      const from = lines.findIndex((line) => line.startsWith(command.name))
      expect(from, command.name).toBeGreaterThan(0)
      for (const { names } of command.options) {
        const found = lines.slice(from).some((line) => line.startsWith(names.join(', ')))
        expect(found, `${command.name} ${names.join()}`).toBe(true)
      }
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it.skipIf(!present('groff'))('shows every sign of ASCII as it is', () => {
    const signs = '.leading \'quoted\' "twice" `a` ^b ~c \\fBd\\e -x --y %z {1} [2] <3> $4 #5'
    expect(shown(`.TH x 8\n.nf\n${roff(signs)}\n${roff("'z")}`).stdout).toContain(signs)
    expect(shown(`.TH x 8\n.nf\n${roff("'z")}`).stdout).toContain("'z")
  })
})
