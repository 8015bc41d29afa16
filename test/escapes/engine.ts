import type { Way } from './way.ts'

const confinement = 'confinement'
const devices = 'devices'
const addresses = 'connections as root'

/** Opening it is enough: the device rules say no before the driver is asked (cgroups v2, device controller). */
export const nodeOpened = 'grep -q NODE-OPENED $OUT'
const opens = "sh -c 'cat /node && echo NODE-OPENED'"

function heard(name: string, attempt: string, marker: string): Way {
  return { kind: addresses, name, attempt, proof: `grep -q ${marker} /root/heard` }
}

const pluginConfig = JSON.stringify({
  description: 'x',
  documentation: 'x',
  entrypoint: ['/bin/sh', '-c', 'cat /proc/self/uid_map >/etc-of-host/escape-plugin; sleep 5'],
  interface: { types: ['docker.dummy/1.0'], socket: 'x.sock' },
  mounts: [{ type: 'bind', source: '/etc', destination: '/etc-of-host', options: ['rbind', 'rw'] }],
  network: { type: 'none' },
  linux: { capabilities: [], devices: [] },
  env: [],
  workdir: '/',
  pidhost: false,
  ipchost: false,
})

export const engineWays: Way[] = [
  {
    kind: 'engine plugins',
    name: 'a plugin of his own',
    attempt: `mkdir -p p/rootfs/etc-of-host p/rootfs/proc; docker export $(docker create busybox true) | tar -x -C p/rootfs bin
echo '${pluginConfig}' >p/config.json
docker plugin create mine p; timeout 20 docker plugin enable mine; docker plugin rm -f mine`,
    proof: "grep -q ' 0 .* 4294967295' /etc/escape-plugin",
  },
  {
    kind: 'swarm',
    name: 'a swarm manager',
    attempt: 'docker swarm init --advertise-addr 127.0.0.1',
    proof:
      "docker info -f '{{.Swarm.LocalNodeState}}' | grep -q ^active && docker swarm leave --force",
  },
  {
    kind: devices,
    name: 'a node in the image, and a device rule',
    attempt: `docker import /srv/rootfs.tar own; docker run --rm --device-cgroup-rule 'b 7:0 rwm' own ${opens}`,
    proof: nodeOpened,
  },
  {
    kind: devices,
    name: 'a node in the image, and the device',
    attempt: `docker import /srv/rootfs.tar own; docker run --rm --device /dev/loop0 own ${opens}`,
    proof: nodeOpened,
  },
  {
    kind: 'form bodies',
    name: 'a tag otherwise than asked for',
    attempt: `curl -sS --unix-socket /run/docker.sock -H 'Transfer-Encoding: chunked' -H 'Content-Type: application/x-www-form-urlencoded' -H 'Content-Type: text/plain' -d repo=poisoned 'http://d/images/busybox/tag?repo=innocent&tag=ok'`,
    proof: 'docker image inspect poisoned:latest || docker image inspect poisoned:ok',
  },
  heard(
    'a log driver with an address',
    `docker run --rm --log-driver syslog --log-opt syslog-address=tcp://127.0.0.1:5999 busybox sh -c 'echo heard-log'`,
    'heard-log',
  ),
  heard(
    'an import from an address',
    'docker import http://127.0.0.1:5999/heard-import x',
    'heard-import',
  ),
  heard(
    'a build from an address',
    "api POST '/build?remote=http%3A%2F%2F127.0.0.1%3A5999%2Fheard-build' ''",
    'heard-build',
  ),
  {
    kind: confinement,
    name: "the host's name",
    attempt: 'docker run --rm --uts=host busybox ls -l /proc/self/ns/uts',
    proof: 'grep -qF "$(readlink /proc/1/ns/uts)" $OUT',
  },
  {
    kind: confinement,
    name: "the host's control groups",
    attempt: 'docker run --rm --cgroupns=host busybox ls -l /proc/self/ns/cgroup',
    proof: 'grep -qF "$(readlink /proc/1/ns/cgroup)" $OUT',
  },
  {
    kind: confinement,
    name: 'another parent cgroup',
    attempt:
      'docker run -d --name n$$ --cgroup-parent escape.slice busybox sleep 100; docker update --cgroup-parent x n$$',
    proof:
      'find /sys/fs/cgroup -name "*escape.slice*" | grep -q .; found=$?; docker ps -q | xargs -r docker rm -f; exit $found',
  },
  {
    kind: confinement,
    name: 'no seccomp filter',
    attempt: 'docker run --rm --security-opt seccomp=unconfined busybox cat /proc/self/status',
    // The test host itself is under a filter: what counts is that there is none of Docker's beside it.
    proof: 'grep -qx "$(grep ^Seccomp_filters: /proc/$(pidof dockerd)/status)" $OUT',
  },
  {
    kind: confinement,
    name: 'unmasked paths',
    attempt: `api POST /containers/create '{"Image":"busybox","Cmd":["cat","/proc/self/mounts"],"HostConfig":{"MaskedPaths":[],"ReadonlyPaths":[]}}' | started`,
    proof: 'grep -q "^proc /proc " $OUT && ! grep -q " /proc/sysrq-trigger " $OUT',
  },
  {
    kind: confinement,
    name: 'properties of the host’s systemd',
    attempt: `id=$(api POST /v1.43/containers/create '{"Image":"busybox","Cmd":["sleep","100"],"HostConfig":{"Annotations":{"org.systemd.property.Description":"'"'escape-description'"'"}}}' | sed -n 's/.*"Id":"\\([0-9a-f]*\\)".*/\\1/p'); docker start $id`,
    proof:
      'systemctl list-units | grep -q escape-description; found=$?; docker ps -q | xargs -r docker rm -f; exit $found',
  },
]
