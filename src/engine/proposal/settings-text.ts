/** What of daemon.json bears on the answers. Not all: a proxy's password may be in it. */
const shown = [
  'userns-remap',
  'authorization-plugins',
  'group',
  'hosts',
  'data-root',
  'default-runtime',
  'live-restore',
  'log-driver',
]

/** `userns-remap "default", runtimes nvidia` */
export function settingsText(settings: Readonly<Record<string, unknown>>): string {
  const told = shown
    .filter((key) => key in settings)
    .map((key) => `${key} ${JSON.stringify(settings[key])}`)
  const runtimes = runtimesIn(settings)
  if (runtimes.length > 0) told.push(`runtimes ${runtimes.join(' ')}`)
  return told.join(', ')
}

/** Those that daemon.json adds to Docker's own. */
export function runtimesIn({ runtimes }: Readonly<Record<string, unknown>>): string[] {
  return typeof runtimes === 'object' && runtimes !== null ? Object.keys(runtimes) : []
}
