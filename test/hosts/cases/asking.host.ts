import { expect, it } from 'vitest'
import { fresh, onOneRelease } from '../each-release.ts'
import { installed } from '../lab/product.ts'
import { onTerminal } from '../terminal.ts'

const typing = (keys: string, environment?: string) =>
  onTerminal(`node ${installed} apply`, [['Perform this plan', keys]], environment)

onOneRelease('forky', { name: 'a terminal', boot: fresh }, (booted) => {
  it.each([
    ['a no', 'n\\r'],
    ['just Enter', '\\r'],
    ['Ctrl-C', '\\003'],
    ['Ctrl-D', '\\004'],
  ])('takes %s for a no, and nothing is changed', async (_, keys) => {
    const { host } = booted
    const before = await host.snapshot()
    const declined = await host.shell(typing(keys))
    expect(declined.exitCode, declined.stdout).toBe(3)
    expect(declined.stdout).toContain('Nothing was changed.')
    expect(await host.snapshot()).toEqual(before)
  })

  it.each([
    ['a no', 'n\\r'],
    ['Ctrl-C', '\\003'],
    ['the end of input', '\\004'],
  ])(
    'is asked in one plain line where nothing can be written over, and %s is a no',
    async (_, keys) => {
      const declined = await booted.host.shell(typing(keys, 'TERM=dumb'))
      expect(declined.exitCode, declined.stdout).toBe(3)
      expect(declined.stdout).toMatch(/\? Perform this plan\? \(y\/N\) .*\r\nNothing was changed\./)
      expect(declined.stdout).not.toContain('\u001b')
    },
  )

  it('is asked in ASCII and without colours where there is nothing else', async () => {
    const { host } = booted
    const { stdout } = await host.shell(typing('n\\r', 'TERM=xterm LC_ALL=C NO_COLOR=1'))
    expect(stdout).toContain('ok Perform this plan? No')
    expect(stdout).toMatch(/^[\x00-\x7f]+$/)
    expect(stdout).not.toMatch(/\u001b\[[\d;]*m/)
  })

  it('is not asked to agree to a plan that only a program is shown', async () => {
    const { host } = booted
    const asked = await host.shell(onTerminal(`node ${installed} apply --json`, [['outcome', '']]))
    expect(asked.exitCode, asked.stdout).toBe(3)
    expect(asked.stdout).toContain('"code": "not-confirmed"')
  })

  it('shows the plan in colour, and performs it on a yes', async () => {
    const { host } = booted
    const applied = await host.shell(typing('y\\r'))
    expect(applied.exitCode, applied.stdout).toBe(0)
    expect(applied.stdout).toContain('\u001b[32m+ package uidmap')
    expect(applied.stdout).toContain('this host is hardened')
  })
})
