import type { FoundUnit, HostReader } from '../host/reader.ts'
import type { Change, ChangeOf, UnitState } from '../plan/change.ts'
import { valueOf } from '../plan/fact.ts'
import { plannedHost } from '../host/planned.ts'
import { desiredFile } from './desired-file.ts'
import { programPath, unitFolder } from './places.ts'

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

/** What is to run: an image's units start when it boots. */
export function up({ isImage }: HostReader): UnitState {
  return { enabled: true, active: !isImage }
}

export const down: UnitState = { enabled: false, active: false }

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
function changesInstallSection({ before, after }: ChangeOf<'file'>): boolean {
  return before !== undefined && installSection(before.text) !== installSection(after.text)
}

function installSection(unitFile: string): string | undefined {
  return /^\[Install\]$[^[]*/m.exec(unitFile)?.[0]
}

export function unitChange(unit: string, before: UnitState, after: UnitState, why: string) {
  return { kind: 'unit' as const, unit, before: { ...before }, after, why }
}

/** Whether a unit is to be enabled, started or stopped, or enabled anew for another section [Install]. */
export function needsChange(
  unit: string,
  now: UnitState,
  wanted: UnitState,
  files: readonly Change[],
): boolean {
  if (now.enabled !== wanted.enabled || now.active !== wanted.active) return true
  return wanted.enabled && files.filter(isFileOf(unit)).some(changesInstallSection)
}

/** Whether a process of the plugin's program has begun before that, its unit files or these settings were as they are now. */
export async function isStale(
  host: HostReader,
  { startedAt, files }: FoundUnit,
  settings: readonly string[] = [],
): Promise<boolean> {
  if (startedAt === undefined) return false
  const program = valueOf(await host.program(programPath))
  const others = await Promise.all([...settings, ...files].map((path) => host.file(path)))
  const changes = [program, ...others.map(valueOf)].map((file) => file?.changedAt ?? 0)
  return Math.max(...changes) > startedAt
}
