import type { Problem } from '../failure.ts'
import type { FoundContainer, HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { warns, type Finding } from './check.ts'

/**
 * A warning of the containers that there are reasons for, each with them by its name; none where no container has any. One that
 * says so where they cannot be looked at.
 */
export async function warnsOfContainers(
  host: HostReader,
  problem: Omit<Problem, 'cause'>,
  why: (container: FoundContainer) => string[] | Promise<string[]>,
): Promise<Finding[]> {
  const told = await reasonsByName(host, why)
  return told.length === 0 ? [] : [warns({ ...problem, cause: told.join('\n') })]
}

async function reasonsByName(
  host: HostReader,
  why: (container: FoundContainer) => string[] | Promise<string[]>,
): Promise<string[]> {
  const found = await host.containers()
  if (found.state === 'unknown') return [`(they could not be looked at: ${found.reason})`]
  const lines = (valueOf(found) ?? []).map(async (container) => {
    const reasons = await why(container)
    return reasons.length === 0 ? [] : [`${container.name}: ${reasons.join(', ')}`]
  })
  return (await Promise.all(lines)).flat()
}
