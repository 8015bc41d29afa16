import { Failure, causeOf } from '../../failure.ts'
import type { Host } from '../../host/host.ts'
import type { UnitChange, UnitRestart } from '../../plan/change.ts'
import { valueOf } from '../../plan/fact.ts'

const journalLines = 10
const answerWithinMs = 30_000

export async function reloadUnits(host: Host): Promise<void> {
  await host.systemctl('daemon-reload')
}

export async function changeUnit(change: UnitChange, host: Host): Promise<void> {
  const { unit, before, after, answersOn } = change
  if (after.enabled) await host.systemctl('reenable', '--quiet', '--', unit)
  else if (before.enabled) await host.systemctl('disable', '--quiet', '--', unit)
  if (after.active && !before.active) await bringUp('start', unit, host)
  if (!after.active && before.active) await host.systemctl('stop', '--', unit)
  if (answersOn) await pluginAnswers(unit, answersOn, host)

  const found = valueOf(await host.unit(unit))
  if (found?.enabled !== after.enabled || (found.activeState === 'active') !== after.active) {
    throw await unitFailure(unit, `${unit} is ${found?.activeState ?? 'gone'}.`, host)
  }
}

export async function restartUnit({ unit, answersOn }: UnitRestart, host: Host): Promise<void> {
  await bringUp('restart', unit, host)
  if (answersOn) await pluginAnswers(unit, answersOn, host)
}

/** Starts or restarts a unit, also when earlier failures have used up its start limit. */
export async function bringUp(verb: 'start' | 'restart', unit: string, host: Host): Promise<void> {
  try {
    // A unit that systemd has not loaded has no failures: it says so with an error.
    await host.systemctl('reset-failed', '--', unit).catch(() => undefined)
    await host.systemctl(verb, '--', unit)
  } catch (error) {
    throw await unitFailure(unit, causeOf(error), host)
  }
}

/** dockerd waits for ever on a socket whose plugin never comes up: better seen here. */
async function pluginAnswers(unit: string, socket: string, host: Host): Promise<void> {
  try {
    const implemented = await host.activatePlugin(socket, answerWithinMs)
    if (implemented.includes('authz')) return
    throw new Error(`It answers, but as no authorization plugin: ${implemented.join(', ')}`)
  } catch (error) {
    throw await unitFailure(unit, causeOf(error), host)
  }
}

export async function unitFailure(unit: string, said: string, host: Host): Promise<Failure> {
  const journal = await host.journalTail(unit, journalLines)
  return new Failure({
    code: 'unit-failed',
    what: `${unit} does not run as it should.`,
    where: unit,
    cause: [said, ...journal].join('\n'),
    remedies: [
      `Read why: journalctl -u ${unit} -n 50`,
      'Cure the cause, then run userns-harden apply again.',
    ],
  })
}
