import { nodeOpened } from './engine.ts'
import { secretRead, type Way } from './way.ts'

const kind = 'spellings'

/** Other holes than the host's user namespace, asked for in ways that a plugin may not see. */
function creates(name: string, body: string, proof: string, target = '/containers/create'): Way {
  return { kind, name, attempt: `api POST ${target} '${body}' | started`, proof }
}

const bound = (folder: string) => `"Binds":["/etc/${folder}:/x"]`
const run = '"Image":"busybox","Cmd":["true"]'
const ownNode = '"Image":"own","Cmd":["sh","-c","cat /node && echo NODE-OPENED"]'
const rootsFolder = '{"type":"none","o":"bind","device":"/root"}'

function volume(name: string, target: string, body: string): Way {
  return {
    kind,
    name,
    attempt: `api POST '${target}' '${body}'; docker create --name n$$ -v spelled:/x busybox true; docker cp n$$:/x/secret -; docker rm -f n$$; docker volume rm spelled`,
    proof: secretRead,
  }
}

export const spellingWays: Way[] = [
  creates(
    'a bind in lower case',
    `{${run},"HostConfig":{${bound('escape-lower').toLowerCase()}}}`,
    'test -e /etc/escape-lower',
  ),
  creates(
    'a bind in settings with a long s',
    `{${run},"Ho\\u017ftConfig":{${bound('escape-long')}}}`,
    'test -e /etc/escape-long',
  ),
  creates(
    'a bind in settings that are given twice',
    `{${run},"HostConfig":{${bound('escape-twice')}},"HostConfig":{"Memory":0}}`,
    'test -e /etc/escape-twice',
  ),
  creates(
    'a bind beside the settings',
    `{${run},${bound('escape-beside')}}`,
    'test -e /etc/escape-beside',
  ),
  creates(
    'a bind by an escaped path',
    `{${run},"HostConfig":{${bound('escape-path')}}}`,
    'test -e /etc/escape-path',
    '/v1.41/containers/%63reate',
  ),
  creates(
    'a bind by an odd version',
    `{${run},"HostConfig":{${bound('escape-version')}}}`,
    'test -e /etc/escape-version',
    '/v1.41./containers/create',
  ),
  creates(
    'a bind by a whole URL',
    `{${run},"HostConfig":{${bound('escape-url')}}}`,
    'test -e /etc/escape-url',
    'http://docker/containers/create',
  ),
  {
    kind,
    name: 'a device rule in lower case',
    attempt: `docker import /srv/rootfs.tar own; api POST /containers/create '{${ownNode},"HostConfig":{"devicecgrouprules":["b 7:0 rwm"]}}' | started`,
    proof: nodeOpened,
  },
  creates(
    'unmasked paths beside the settings',
    '{"Image":"busybox","Cmd":["cat","/proc/self/mounts"],"MaskedPaths":[],"ReadonlyPaths":[]}',
    'grep -q "^proc /proc " $OUT && ! grep -q " /proc/sysrq-trigger " $OUT',
  ),
  volume(
    'volume options in lower case',
    '/volumes/create',
    `{"Name":"spelled","driveropts":${rootsFolder}}`,
  ),
  volume(
    'volume options by an escaped path',
    '/%76olumes/create',
    `{"Name":"spelled","DriverOpts":${rootsFolder}}`,
  ),
  {
    kind,
    name: 'a swarm by an escaped path',
    attempt: `api POST /%73warm/init '{"ListenAddr":"127.0.0.1:2377","AdvertiseAddr":"127.0.0.1"}'`,
    proof:
      "docker info -f '{{.Swarm.LocalNodeState}}' | grep -q ^active && docker swarm leave --force",
  },
  {
    kind,
    name: 'an import from an address, by an escaped name',
    attempt: `api POST '/images/create?%66romSrc=http%3A%2F%2F127.0.0.1%3A5999%2Fheard-spelled&repo=x' ''`,
    proof: 'grep -q heard-spelled /root/heard',
  },
]
