import { nameSources } from '../../formats/nsswitch.ts'
import type { HostReader } from '../../host/reader.ts'
import { valueOf } from '../../plan/fact.ts'

const nsswitch = '/etc/nsswitch.conf'

/** By the name that nsswitch.conf has for it. */
const services = [
  { source: 'sss', name: 'sssd', unit: 'sssd.service' },
  { source: 'winbind', name: 'winbind', unit: 'winbind.service' },
  { source: 'ldap', name: 'nslcd', unit: 'nslcd.service' },
] as const

/** Where this host's accounts come from besides its own files, as a sentence. */
export async function directoryServiceText(host: HostReader): Promise<string> {
  const file = await host.file(nsswitch)
  if (file.state === 'unknown') return `${nsswitch} cannot be read: ${file.reason}`
  const text = valueOf(file)?.text ?? ''
  const asked = [...nameSources(text, 'passwd'), ...nameSources(text, 'group')]
  const told: string[] = []
  for (const { source, name, unit } of services) {
    const isAsked = asked.includes(source)
    const runs = valueOf(await host.unit(unit))?.activeState === 'active'
    if (isAsked) told.push(runs ? name : `${name}, which does not run (${unit})`)
    else if (runs) told.push(`${name} runs, but ${nsswitch} does not ask it`)
  }
  return told.join('; ') || "none: accounts are in this host's own files"
}
