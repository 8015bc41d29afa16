export type Release = 'bookworm' | 'trixie' | 'forky'

export const allReleases: readonly Release[] = ['bookworm', 'trixie', 'forky']

interface ReleaseFacts {
  /** Beyond what every host has. */
  packages: string[]
  /** systemd 256 and newer boot on cgroup v2 only. */
  cgroups: 'v1' | 'v2'
}

export const releaseFacts: Record<Release, ReleaseFacts> = {
  bookworm: { packages: ['docker-compose'], cgroups: 'v1' },
  trixie: { packages: ['docker-cli', 'docker-buildx', 'docker-compose'], cgroups: 'v2' },
  forky: { packages: ['docker-cli', 'docker-buildx', 'docker-compose'], cgroups: 'v2' },
}

export const hostPackages = [
  'systemd',
  'systemd-sysv',
  'dbus',
  'docker.io',
  'iptables',
  'ca-certificates',
  'iproute2',
  'procps',
  'curl',
  'busybox-static',
  'kmod',
  'sudo',
  'nodejs',
  'netbase',
  'strace',
]

/** Left out, because to install them is the product's work, but fetched. */
export const atHandPackages = ['uidmap', 'acl']
