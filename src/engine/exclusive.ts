import { Failure, Refusal, causeOf } from '../failure.ts'
import type { Host } from '../host/host.ts'
import type { Lock } from '../host/lock.ts'
import type { Command } from './record.ts'

/**
 * Lets one run at a time change this host.
 *
 * @throws Refusal that names the other one
 */
export async function exclusively<T>(
  host: Host,
  command: Command,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await take(
    host,
    `${command} (pid ${process.pid}), since ${new Date().toISOString()}`,
  )
  if (!lock.taken) {
    throw new Refusal({
      code: 'already-running',
      what: `Another userns-harden is at work on this host: ${lock.holder || 'it has not said which'}.`,
      remedies: ['Wait for its end. It may be waiting for an answer on a terminal: ps -fp PID'],
    })
  }
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

async function take(host: Host, text: string): Promise<Lock> {
  try {
    return await host.takeLock(text)
  } catch (error) {
    throw new Failure({
      code: 'no-lock',
      what: 'It cannot be made sure that no other userns-harden is at work.',
      cause: causeOf(error),
      remedies: ['/run must be writable, and flock (package util-linux) installed.'],
    })
  }
}
