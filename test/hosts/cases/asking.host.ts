import { expect, it } from 'vitest'
import { onOneRelease } from '../each-release.ts'

const program = 'exec node /opt/userns-harden/bin/userns-harden.js apply'
/** Types into a terminal once the question is there. script(1) gives the terminal, and ends when its input does. */
const typing = (keys: string, environment = 'TERM=xterm') =>
  `rm -f /root/screen; { until grep -q 'Perform this plan' /root/screen; do sleep 0.1; done; printf '${keys}'; sleep 1; } 2>/dev/null |
   ${environment} script --quiet --return --flush --command '${program}' /root/screen & pid=$!; wait $pid`

onOneRelease('forky', 'a terminal', (booted) => {
  it.each([
    ['a no', 'n\\r'],
    ['just Enter', '\\r'],
    ['Ctrl-C', '\\003'],
  ])('takes %s for a no, and nothing is changed', async (_, keys) => {
    const { host } = booted
    const before = await host.snapshot()
    const declined = await host.shell(typing(keys))
    expect(declined.exitCode, declined.stdout).toBe(3)
    expect(declined.stdout).toContain('Nothing was changed.')
    expect(await host.snapshot()).toEqual(before)
  })

  it('shows the plan in colour, and performs it on a yes', async () => {
    const { host } = booted
    const applied = await host.shell(typing('y\\r'))
    expect(applied.exitCode, applied.stdout).toBe(0)
    expect(applied.stdout).toContain('\u001b[32m+ package uidmap')
    expect(applied.stdout).toContain('this host is hardened')
  })
})

onOneRelease('forky', 'a terminal that shows little', (booted) => {
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
})
