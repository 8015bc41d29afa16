import type { AclEntry } from './acl.ts'
import type { Change, UnitChange } from './change.ts'

/** What a host is that this change is needed: a sentence without its full stop. */
export function differenceText(change: Change): string {
  switch (change.kind) {
    case 'file':
    case 'program':
    case 'directory':
      return `${change.path} is ${change.before ? 'not as it should be' : 'not there'}`
    case 'removal':
      return `${change.path} is left over`
    case 'package':
      return `${change.name} is not installed`
    case 'unit':
      return unitText(change)
    case 'unit-restart':
      return `${change.unit} still runs as it was before its files changed`
    case 'acl':
      return [
        ...change.give.map((entry) => `${who(entry)} has no access to ${change.path}`),
        ...change.take.map((entry) => `${who(entry)} has access to ${change.path}`),
      ].join('; ')
    case 'daemon-reload':
    case 'docker-restart':
    case 'docker-return':
    case 'image-save':
    case 'image-load':
    case 'package-removal':
    case 'account-removal':
      return change.why
  }
}

function unitText({ unit, before, after }: UnitChange): string {
  const differences = [
    ...(before.enabled === after.enabled ? [] : [before.enabled ? 'enabled' : 'not enabled']),
    ...(before.active === after.active ? [] : [before.active ? 'running' : 'not running']),
  ]
  return `${unit} is ${differences.join(' and ') || 'enabled by older links than its file asks for'}`
}

function who({ tag, id, name }: AclEntry): string {
  return name === undefined ? `the ${tag} ${id}` : `the ${tag} ${name}`
}
