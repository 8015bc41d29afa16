import { hostsOwnIds, type Way } from './way.ts'

const kind = 'host user namespace'
const plain =
  '{"Image":"busybox","Cmd":["cat","/proc/self/uid_map"],"HostConfig":{"UsernsMode":"host"}}'
const create = '/v1.41/containers/create'

function way(name: string, attempt: string): Way {
  return { kind, name, attempt, proof: hostsOwnIds }
}

function body(name: string, text: string): Way {
  return way(name, `api POST ${create} '${text}' | started`)
}

function target(spelling: string): Way {
  return way(`the path ${spelling}`, `api POST '${spelling}' '${plain}' | started`)
}

/** Written from the shell, for Docker's limit on what it shows is larger than a command line. */
function large(name: string, options: string): Way {
  const text = `${plain.slice(0, -1)},"Labels":{"x":"`
  return way(
    name,
    `{ printf %s '${text}'; head -c 1100000 /dev/zero | tr '\\0' x; printf %s '"}}'; } > large
     api POST ${create} @large ${options} | started`,
  )
}

export const usernsWays: Way[] = [
  body(
    'keys in lower case',
    plain.replaceAll(/HostConfig|UsernsMode/g, (key) => key.toLowerCase()),
  ),
  body(
    'keys in capitals',
    plain.replaceAll(/HostConfig|UsernsMode/g, (key) => key.toUpperCase()),
  ),
  body('a long s for an s', plain.replace('UsernsMode', 'U\u017FernsMode')),
  body('an escaped long s', plain.replace('HostConfig', 'Ho\\u017ftConfig')),
  body('the settings given twice', plain.replace(/}$/, ',"HostConfig":{}}')),
  body(
    'the settings given twice, in two spellings',
    plain.replace('HostConfig', 'Hostconfig').replace(/}$/, ',"HostConfig":{}}'),
  ),
  body('the mode given twice', plain.replace('"host"', '"","usernsMode":"host"')),
  body(
    'the settings beside HostConfig',
    '{"Image":"busybox","Cmd":["cat","/proc/self/uid_map"],"UsernsMode":"host"}',
  ),
  ...[
    '/v1.41/%63ontainers/create',
    '/v1.41/containers%2Fcreate',
    '/v1.41/containers/creat%65',
    '/%63ontainers/create',
  ].map(target),
  large('a body over the limit', ''),
  large('a body over the limit, chunked', "-H 'Transfer-Encoding: chunked'"),
  way(
    'a body at start, as before API 1.24',
    `id=$(docker create busybox cat /proc/self/uid_map)
     api POST /v1.23/containers/$id/start '{"UsernsMode":"host"}'
     docker wait $id; docker logs $id; docker rm -f $id`,
  ),
]
