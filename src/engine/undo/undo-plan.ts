import type { Problem } from '../../failure.ts'
import type { HostReader } from '../../host/reader.ts'
import { rememberedHost } from '../../host/remembered.ts'
import type { Change } from '../../plan/change.ts'
import type { PerformedChange } from '../../plan/net-changes.ts'
import type { StepPlan } from '../../plan/plan.ts'
import type { Command } from '../record.ts'
import { lookBack } from './look-back.ts'

interface Group {
  title: string
  /** Of what was performed. */
  steps: string[]
}

/**
 * Not simply backwards: Docker is restarted after all of its configuration is as before, and while the plugin that
 * it asks until then still answers. Access goes first: nobody keeps it while protections go.
 */
export const groups: readonly Group[] = [
  { title: 'First boot', steps: ['first-boot'] },
  { title: 'Access to the Docker socket', steps: ['socket-access'] },
  { title: 'Docker', steps: ['daemon-config', 'daemon-unit', 'docker-restart'] },
  // Together, for they share a folder, which goes once it is empty.
  {
    title: 'Authorization plugin and profile',
    steps: ['plugin-files', 'plugin-units', 'host-profile'],
  },
  { title: 'Packages', steps: ['packages'] },
]

export interface UndoPlan {
  steps: StepPlan[]
  conflicts: Problem[]
}

/**
 * What takes performed changes back, in the order that leaves no gap in a host's protections.
 *
 * @param command of the run that performed them: what a revert took away comes back the other way round
 */
export async function undoPlan(
  performed: readonly PerformedChange[],
  command: Command,
  machine: HostReader,
): Promise<UndoPlan> {
  const host = rememberedHost(machine)
  const steps: StepPlan[] = []
  const conflicts: Problem[] = []
  for (const { title, steps: ids } of command === 'apply' ? groups : [...groups].reverse()) {
    const mine = performed.filter(({ step }) => ids.includes(step)).reverse()
    const looks = []
    for (const one of mine) looks.push(await lookBack(one, host))
    conflicts.push(...looks.flatMap((look) => look.conflicts))
    const changes = inOrder(
      looks.flatMap((look) => look.changes),
      looks.flatMap((look) => look.refreshes ?? []),
    )
    if (changes.length > 0) {
      steps.push({ id: ids[0] ?? '', title, changes, notes: [] })
    }
  }
  return { steps, conflicts }
}

/** Units are stopped while their files are there, and started once these are as before. */
function inOrder(changes: readonly Change[], refreshes: readonly Change[]): Change[] {
  const of = (isWanted: (change: Change) => boolean) => changes.filter(isWanted)
  const stopped = new Set(of(stops).map(unitOf))
  const files = [
    // First what gives room on a full disk.
    ...of((change) => change.kind === 'removal' && change.of !== 'folder'),
    ...of(({ kind }) => kind === 'directory'),
    ...of(({ kind }) => kind === 'file' || kind === 'program'),
    ...of((change) => change.kind === 'removal' && change.of === 'folder'),
  ]
  return [
    ...of((change) => change.kind === 'acl'),
    ...of(stops),
    ...files,
    ...(files.some(isUnitFile) ? [reload] : []),
    ...of(
      (change) => change.kind === 'docker-return' || (change.kind === 'unit' && !stops(change)),
    ),
    ...(files.length > 0 ? onceEach(refreshes, stopped) : []),
    ...of(({ kind }) => kind === 'account-removal' || kind === 'package-removal'),
  ]
}

/** A unit that was stopped for good is not restarted. */
function onceEach(refreshes: readonly Change[], stopped: ReadonlySet<string>): Change[] {
  const byUnit = new Map(refreshes.map((change) => [`${change.kind} ${unitOf(change)}`, change]))
  return [...byUnit.values()].filter(
    (change) => change.kind !== 'unit-restart' || !stopped.has(unitOf(change)),
  )
}

function unitOf(change: Change): string {
  return ('unit' in change && change.unit) || ''
}

const reload: Change = {
  kind: 'daemon-reload',
  why: 'systemd reads its unit files as they are now',
}

function stops(change: Change): boolean {
  return (
    change.kind === 'unit' &&
    ((change.before.active && !change.after.active) ||
      (change.before.enabled && !change.after.enabled))
  )
}

function isUnitFile(change: Change): boolean {
  return 'path' in change && change.path.startsWith('/etc/systemd/system/')
}
