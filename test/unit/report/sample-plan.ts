import { readWrite } from '../../../src/plan/acl.ts'
import type { Plan } from '../../../src/plan/plan.ts'

const root = { uid: 0, gid: 0 }

/** A bit of everything that a plan can hold, with text in it that must not reach a terminal as it is. */
export const samplePlan: Plan = {
  version: 1,
  profile: '/etc/userns-harden/profile.yaml',
  steps: [
    {
      id: 'packages',
      title: 'Packages',
      changes: [
        {
          kind: 'package',
          name: 'uidmap',
          provides: ['newuidmap', 'newgidmap'],
          why: 'newuidmap and newgidmap are needed to map the ids of containers to subordinate ids',
        },
      ],
      notes: [],
    },
    {
      id: 'plugin-files',
      title: 'Authorization plugin: program and policy',
      changes: [
        {
          kind: 'program',
          path: '/usr/local/sbin/denyusernshost',
          before: { ...root, mode: 0o750, sha256: 'a'.repeat(64), size: 4096 },
          after: { ...root, mode: 0o755, sha256: 'b'.repeat(64), size: 31133 },
          from: 'builtin',
          why: 'the plugin that stands there is another version',
        },
        {
          kind: 'directory',
          path: '/etc/userns-harden',
          after: { ...root, mode: 0o755 },
          why: "holds the plugin's policy",
        },
      ],
      notes: [{ kind: 'warning', text: 'A warning.' }],
    },
    { id: 'plugin-units', title: 'Authorization plugin: units', changes: [], notes: [] },
    {
      id: 'daemon-config',
      title: "Docker's configuration",
      changes: [
        {
          kind: 'file',
          path: '/etc/docker/daemon.json',
          before: {
            ...root,
            mode: 0o600,
            text: '{\n  "proxies": {"http-proxy": "http://me:secret@proxy:3128"},\n  "label": "\u001b[2Jx"\n}\n',
          },
          after: {
            ...root,
            mode: 0o600,
            text: '{\n  "proxies": {"http-proxy": "http://me:secret@proxy:3128"},\n  "label": "\u001b[2Jx",\n  "userns-remap": "default"\n}\n',
          },
          why: 'turns on the remap of user ids and has Docker ask the plugin',
        },
      ],
      notes: [],
    },
    {
      id: 'docker-restart',
      title: 'Docker restart',
      changes: [
        {
          kind: 'docker-restart',
          service: 'docker.service',
          effects: ['Running containers stop and do not come back (2 running: web, db).'],
          expects: { authorizationPlugin: 'denyusernshost' },
          why: 'the running Docker does not map user ids',
        },
      ],
      notes: [
        {
          kind: 'later',
          text: 'which ids containers are mapped to: Docker makes the user dockremap and its subordinate ids when it starts',
        },
        { kind: 'unreadable', text: 'whether the moon is full' },
      ],
    },
    {
      id: 'socket-access',
      title: 'Access to the Docker socket',
      changes: [
        { kind: 'daemon-reload', why: 'systemd has not read the unit files as they are now' },
        {
          kind: 'unit',
          unit: 'docker-setfacl.service',
          before: { enabled: false, active: false },
          after: { enabled: true, active: true },
          why: 'comes back with the socket',
        },
        { kind: 'unit-restart', unit: 'denyusernshost.service', why: 'it still runs as before' },
        {
          kind: 'acl',
          path: '/run/docker.sock',
          unit: 'docker-setfacl.service',
          before: [
            { tag: 'group', id: 70001, rights: { read: false, write: false, execute: false } },
            { tag: 'user', id: 1002, rights: readWrite },
          ],
          give: [{ tag: 'group', id: 70001, name: 'domain\u001b users', rights: readWrite }],
          take: [{ tag: 'user', id: 1002, rights: readWrite }],
          why: 'the rights that the profile names',
        },
      ],
      notes: [{ kind: 'manual', text: 'Something to type.' }],
    },
  ],
}
