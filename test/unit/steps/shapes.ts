import { parseProfile } from '../../../src/profile/read.ts'
import type { HostShape } from './found-host.ts'

/** Debian with docker.io, two containers running, and nothing of the hardening. */
export const freshHost: HostShape = {
  files: {
    '/usr/bin/node': 'node',
    '/etc/subuid': 'alice:165536:65536\n',
    '/etc/subgid': 'alice:165536:65536\n',
    '/proc/sys/user/max_user_namespaces': '63432\n',
    '/etc/default/docker': '# DOCKER_OPTS="--dns 8.8.8.8"\n',
  },
  folders: ['/usr/local/sbin', '/etc/docker'],
  commands: ['apt-get', 'ss'],
  units: {
    'docker.service': {
      enabled: true,
      activeState: 'active',
      execStart: ['/usr/sbin/dockerd', '-H', 'fd://', '$DOCKER_OPTS'],
      environmentFiles: ['/etc/default/docker'],
      triggeredBy: ['docker.socket'],
      startedAt: 1500,
    },
  },
  groups: { 'domain users': { name: 'domain users', id: 70001 } },
  users: { bob: { name: 'bob', id: 1002, groupId: 1002 } },
  acl: { '/run/docker.sock': [] },
  docker: { containers: 3, containersRunning: 2, images: 5 },
  containers: ['web', 'db'],
}

export const domainUsers = parseProfile(
  'socketAccess: { groups: [domain users], users: [bob] }',
  'p',
)
