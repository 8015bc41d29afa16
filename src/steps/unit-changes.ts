import type { HostReader } from '../host/reader.ts'
import type { Change, ChangeOf, UnitState } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { plannedHost } from '../host/planned.ts'
import { desiredFile } from './desired-file.ts'
import { unitFolder } from './places.ts'

export interface UnitFile {
  name: string
  text: string
  why: string
}

/** Writes unit files, and has systemd read them where it has not yet. */
export async function desiredUnitFiles(
  host: HostReader,
  units: readonly UnitFile[],
): Promise<Change[]> {
  const files: Change[] = []
  for (const { name, text, why } of units) {
    files.push(...(await desiredFile(host, `${unitFolder}/${name}`, text, why)))
  }
  const after = plannedHost(host, files)
  const found = await Promise.all(units.map(({ name }) => after.unit(name)))
  if (!found.some((unit) => valueOf(unit)?.needsReload)) return files
  const why = 'systemd has not read the unit files as they are now'
  return [...files, { kind: 'daemon-reload', why }]
}

/** What a unit is now: one that is not there is neither enabled nor active. */
export async function unitState(host: HostReader, name: string): Promise<UnitState> {
  const unit = valueOf(await host.unit(name))
  return { enabled: unit?.enabled ?? false, active: unit?.activeState === 'active' }
}

export function isFileOf(unit: string): (change: Change) => change is ChangeOf<'file'> {
  return (change): change is ChangeOf<'file'> =>
    change.kind === 'file' && change.path === `${unitFolder}/${unit}`
}

/** `systemctl enable` makes links from this section; an enabled unit keeps its old ones until told again. */
export function changesInstallSection({ before, after }: ChangeOf<'file'>): boolean {
  return before !== undefined && installSection(before.text) !== installSection(after.text)
}

function installSection(unitFile: string): string | undefined {
  return /^\[Install\]$[^[]*/m.exec(unitFile)?.[0]
}
