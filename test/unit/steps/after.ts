import type { Change } from '../../../src/plan/change.ts'
import { pluginProgram } from '../../../src/steps/plugin-program.ts'
import { firstBootProgram } from '../../../src/steps/first-boot-program.ts'
import { inactiveUnit, type HostShape } from './found-host.ts'

const unitFolder = '/etc/systemd/system/'

/** What a real host would be like once one change was performed on it, at a given time (ms). */
export function after(shape: HostShape, change: Change, at: number): HostShape {
  switch (change.kind) {
    case 'file':
      return noticedBySystemd(withFile(shape, change.path, change.after.text, at), change.path)
    case 'program':
      return withFile(shape, change.path, programText(change.from), at)
    case 'directory':
      return { ...shape, folders: [...(shape.folders ?? []), change.path] }
    case 'image-save':
    case 'image-load':
    case 'package-removal':
    case 'account-removal':
    case 'docker-return':
      throw new Error(`No step plans a ${change.kind}.`)
    case 'removal':
      return withoutFile(shape, change.path)
    case 'package':
      return { ...shape, commands: [...(shape.commands ?? []), ...change.provides] }
    case 'daemon-reload':
      return {
        ...shape,
        units: mapValues(shape.units ?? {}, (unit) => ({ ...unit, needsReload: false })),
      }
    case 'unit':
      return withUnit(shape, change.unit, {
        enabled: change.after.enabled,
        activeState: change.after.active ? 'active' : 'inactive',
        ...(change.after.active && !change.before.active && { startedAt: at }),
      })
    case 'unit-restart':
      return withUnit(shape, change.unit, { startedAt: at })
    case 'acl':
      return {
        ...withUnit(shape, change.unit ?? '', { activeState: 'active' }),
        acl: { ...shape.acl, [change.path]: change.give },
      }
    case 'docker-restart':
      if (shape.isImage) return shape
      return {
        ...withUnit(shape, change.service, { activeState: 'active', startedAt: at }),
        docker: {
          ...shape.docker,
          userns: true,
          dataRoot: '/var/lib/docker/100000.100000',
          authorizationPlugins: [change.expects.authorizationPlugin],
          http2: false,
        },
      }
  }
}

/** The host once all of these are performed, the first of them at a time, in ms, and each a ms later. */
export function settle(shape: HostShape, changes: readonly Change[], from = 2000): HostShape {
  return changes.reduce((host, change, index) => after(host, change, from + index), shape)
}

function programText(from: string): string {
  return from === 'first-boot' ? firstBootProgram : pluginProgram
}

function withoutFile(shape: HostShape, path: string): HostShape {
  const files = Object.entries(shape.files ?? {}).filter(([name]) => name !== path)
  const units = Object.entries(shape.units ?? {}).filter(([name]) => unitFolder + name !== path)
  return { ...shape, files: Object.fromEntries(files), units: Object.fromEntries(units) }
}

function withFile(shape: HostShape, path: string, text: string, at: number): HostShape {
  return {
    ...shape,
    files: { ...shape.files, [path]: text },
    changedAt: { ...shape.changedAt, [path]: at },
  }
}

/** systemd finds a new unit file by itself when it is asked for the unit, and says that a changed one is not yet read. */
function noticedBySystemd(shape: HostShape, path: string): HostShape {
  if (!path.startsWith(unitFolder)) return shape
  const name = path.slice(unitFolder.length).replace(/\.d\/.*$/, '')
  const known = shape.units?.[name] !== undefined
  return withUnit(shape, name, { needsReload: known && !shape.isImage, files: [path] })
}

function withUnit(shape: HostShape, name: string, state: object): HostShape {
  const unit = { ...inactiveUnit, ...shape.units?.[name], ...state }
  return { ...shape, units: { ...shape.units, [name]: unit } }
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
