import type { FoundContainer, HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'

/** A line for each container that has reasons; one that says it all where they cannot be looked at. */
export async function reasonsByName(
  host: HostReader,
  why: (container: FoundContainer) => Promise<string[]>,
): Promise<string[]> {
  const found = await host.containers()
  if (found.state === 'unknown') return [`(they could not be looked at: ${found.reason})`]
  const lines = (valueOf(found) ?? []).map(async (container) => {
    const reasons = await why(container)
    return reasons.length === 0 ? [] : [`${container.name}: ${reasons.join(', ')}`]
  })
  return (await Promise.all(lines)).flat()
}
