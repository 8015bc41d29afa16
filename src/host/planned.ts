import type { Change, ChangeOf } from '../plan/change.ts'
import { present, valueOf, type Fact } from '../plan/fact.ts'
import type { FoundUnit, HostReader } from './reader.ts'

/** A host as it will be once these changes are performed: later steps plan on what earlier ones leave. */
export function plannedHost(host: HostReader, changes: readonly Change[]): HostReader {
  const planned = <Kind extends Change['kind']>(kind: Kind) =>
    changes.filter((change): change is ChangeOf<Kind> => change.kind === kind)

  return {
    ...host,
    file: async (path) => {
      const change = planned('file').findLast((file) => file.path === path)
      return change
        ? present({ ...change.after, path, changedAt: Infinity })
        : await host.file(path)
    },
    program: async (path) => {
      const change = planned('program').findLast((program) => program.path === path)
      return change
        ? present({ ...change.after, path, changedAt: Infinity })
        : await host.program(path)
    },
    directory: async (path) => {
      const change = planned('directory').findLast((folder) => folder.path === path)
      return change ? present(change.after) : await host.directory(path)
    },
    command: async (name) => {
      const comesWith = planned('package').some(({ provides }) => provides.includes(name))
      return comesWith ? present(`/usr/bin/${name}`) : await host.command(name)
    },
    unit: async (name) => planUnit(await host.unit(name), name, changes, !host.isImage),
    docker: async (service) => {
      const found = await host.docker(service)
      const restart = planned('docker-restart').at(-1)
      if (!restart || found.state !== 'present') return found
      return present({
        ...found.value,
        userns: true,
        authorizationPlugins: [restart.expects.authorizationPlugin],
        http2: false,
      })
    },
  }
}

const justInstalled: FoundUnit = {
  enabled: false,
  activeState: 'inactive',
  needsReload: false,
  files: [],
  execStart: [],
  environment: [],
  environmentFiles: [],
  triggeredBy: [],
  listens: [],
  mainPid: 0,
}

function planUnit(
  found: Fact<FoundUnit>,
  name: string,
  changes: readonly Change[],
  needsReload: boolean,
): Fact<FoundUnit> {
  return changes.reduce<Fact<FoundUnit>>((fact, change) => {
    const unit = valueOf(fact)
    if (change.kind === 'file' && change.path === `/etc/systemd/system/${name}`) {
      return present({ ...(unit ?? justInstalled), needsReload, files: [change.path] })
    }
    if (
      change.kind === 'file' &&
      change.path.startsWith(`/etc/systemd/system/${name}.d/`) &&
      unit
    ) {
      return present({ ...unit, needsReload, files: [...unit.files, change.path] })
    }
    if (change.kind === 'daemon-reload' && unit) return present({ ...unit, needsReload: false })
    if (change.kind === 'unit' && change.unit === name && unit) {
      const { enabled, active } = change.after
      const activeState = active ? 'active' : 'inactive'
      // Started after all that is planned before it, so newer than any of it.
      return present({ ...unit, enabled, activeState, startedAt: Infinity })
    }
    return fact
  }, found)
}
