import { readWrite } from '../../../src/plan/acl.ts'
import type { Change } from '../../../src/plan/change.ts'

const why = 'because'
const attributes = { mode: 0o644, uid: 0, gid: 0 }
const file = { ...attributes, text: '{}\n' }
const program = { ...attributes, sha256: 'a'.repeat(64), size: 4096 }
const daemon = {
  userns: true,
  authorizationPlugins: ['denyusernshost'],
  dataRoot: '/var/lib/docker',
}
const unit = 'denyusernshost.service'
const path = '/etc/some/file'
const images = { path, images: ['busybox', 'sha256:1'], bytes: 4096, why }

/** Each kind in its shortest and its longest form: the compiler asks for a kind that is not here. */
const byKind: { [Kind in Change['kind']]: (Change & { kind: Kind })[] } = {
  file: [
    { kind: 'file', path, after: file, why },
    { kind: 'file', path, before: file, after: file, why },
  ],
  program: [
    { kind: 'program', path, after: program, from: 'builtin', why },
    { kind: 'program', path, before: program, after: program, from: '/root/build', why },
  ],
  directory: [
    { kind: 'directory', path, after: attributes, why },
    { kind: 'directory', path, before: attributes, after: attributes, why },
  ],
  removal: [
    { kind: 'removal', of: 'file', path, before: file, why },
    { kind: 'removal', of: 'program', path, before: program, why },
    { kind: 'removal', of: 'folder', path, before: attributes, why },
    { kind: 'removal', of: 'archive', path, why },
  ],
  package: [{ kind: 'package', name: 'acl', provides: ['setfacl'], why }],
  'package-removal': [{ kind: 'package-removal', names: ['acl'], why }],
  'daemon-reload': [{ kind: 'daemon-reload', why }],
  unit: [
    {
      kind: 'unit',
      unit,
      before: { enabled: false, active: false },
      after: { enabled: true, active: true },
      answersOn: '/run/docker/plugins/denyusernshost.sock',
      why,
    },
  ],
  'unit-restart': [
    { kind: 'unit-restart', unit, why },
    { kind: 'unit-restart', unit, answersOn: '/run/docker/plugins/denyusernshost.sock', why },
  ],
  acl: [
    { kind: 'acl', path, give: [], take: [], why },
    {
      kind: 'acl',
      path,
      unit: 'docker-setfacl.service',
      before: [{ tag: 'user', id: 0, rights: readWrite }],
      give: [{ tag: 'group', id: 70001, name: 'domain users', rights: readWrite }],
      take: [{ tag: 'user', id: 1002, rights: readWrite }],
      why,
    },
  ],
  'docker-restart': [
    {
      kind: 'docker-restart',
      service: 'docker.service',
      effects: [],
      expects: { authorizationPlugin: 'denyusernshost' },
      why,
    },
    {
      kind: 'docker-restart',
      service: 'docker.service',
      effects: ['Running containers stop.'],
      before: daemon,
      expects: { authorizationPlugin: 'denyusernshost', remap: { uid: 100000, gid: 100000 } },
      outOfSight: { containers: 1, images: 2, volumes: 3, bytes: 4 },
      makesAccount: 'dockremap',
      why,
    },
  ],
  'docker-return': [
    { kind: 'docker-return', service: 'docker.service', effects: [], why },
    {
      kind: 'docker-return',
      service: 'docker.service',
      effects: [],
      before: daemon,
      after: daemon,
      why,
    },
  ],
  'image-save': [{ kind: 'image-save', ...images }],
  'image-load': [{ kind: 'image-load', ...images }],
  'account-removal': [{ kind: 'account-removal', user: 'dockremap', why }],
}

export const everyChange: Change[] = Object.values(byKind).flat()
