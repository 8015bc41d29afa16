import type { Host, Progress } from '../../host/host.ts'
import type { PackageRemoval } from '../../plan/change.ts'

export async function removePackages(
  { names }: PackageRemoval,
  host: Host,
  progress: Progress,
): Promise<void> {
  const stay = await host.removePackages(names, progress)
  if (stay.length > 0) progress(`other packages need them by now, so they stay: ${stay.join(', ')}`)
}
