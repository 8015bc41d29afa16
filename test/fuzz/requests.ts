import fc from 'fast-check'

export interface FuzzedRequest {
  target: string
  body: string
}

/** Members that do harm, or belong to what does. */
const dangerous: readonly [key: string, ...values: string[]][] = [
  ['UsernsMode', '"host"', '"h\\u006fst"', '""', '5', 'null'],
  ['Privileged', 'true', 'false'],
  ['PidMode', '"host"'],
  ['NetworkMode', '"host"', '"bridge"'],
  ['Devices', '[{"PathOnHost":"/dev/sda"}]', '[{}]', '[]'],
  ['DeviceCgroupRules', '["b 8:* rwm"]'],
  ['Annotations', '{"a":"b"}', '{}'],
  ['SecurityOpt', '["seccomp=unconfined"]', '["no-new-privileges"]'],
  ['MaskedPaths', '[]', 'null'],
  ['CgroupParent', '"/x"'],
  ['Runtime', '"io.containerd.x"', '"runc"'],
  ['LogConfig', '{"Type":"syslog"}', '{"type":"syslog"}', '{}'],
  ['VolumeDriver', '"nfs"'],
  ['Binds', '["/tmp/none:/x"]', '["/etc:/x"]'],
  [
    'Mounts',
    '[{"Type":"bind","Source":"/var/lib/docker","Target":"/x"}]',
    '[{"type":"volume","VolumeOptions":{"DriverConfig":{"Options":{"o":"bind"}}}}]',
  ],
]

/** A name as Go's decoder might still know it. */
function spelled(name: string): fc.Arbitrary<string> {
  const variants = [
    name,
    name.toLowerCase(),
    name.toUpperCase(),
    name.replace('s', '\u017F'),
    name.replace('k', '\u212A'),
    name.replace(/^./, (first) => `\\u00${first.charCodeAt(0).toString(16)}`),
    `${name}\u0000`,
    ` ${name}`,
  ]
  return fc.oneof(
    { arbitrary: fc.constant(name), weight: 6 },
    { arbitrary: fc.constantFrom(...variants), weight: 4 },
  )
}

const member = fc
  .constantFrom(...dangerous)
  .chain(([key, ...values]) =>
    fc.tuple(spelled(key), fc.constantFrom(...values)).map(([name, value]) => `"${name}":${value}`),
  )

const harmlessMember = fc
  .tuple(fc.constantFrom('Image', 'Env', 'Labels', 'Memory', 'x', '__proto__'), fc.jsonValue())
  .map(([key, value]) => `"${key}":${JSON.stringify(value)}`)

function object(members: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(members, { maxLength: 4 }), fc.constantFrom(',', ' , ', ',\n', ',,', ''))
    .map(([all, comma]) => `{${all.join(comma === '' && all.length > 1 ? ',' : comma)}}`)
}

const settings = object(fc.oneof({ arbitrary: member, weight: 3 }, harmlessMember))

const hostConfig = fc
  .tuple(
    spelled('HostConfig'),
    fc.oneof({ arbitrary: settings, weight: 8 }, fc.constantFrom('null', '[]', '5')),
  )
  .map(([key, value]) => `"${key}":${value}`)

const wholeBody = object(
  fc.oneof({ arbitrary: hostConfig, weight: 5 }, { arbitrary: member, weight: 2 }, harmlessMember),
)

/** A few characters put in, taken away or changed, and something behind it. */
const body = fc
  .tuple(
    fc.oneof({ arbitrary: wholeBody, weight: 8 }, settings),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 1 }),
        fc.constantFrom('"', '{', '}', ',', ':', '\\', '\u0000', '\ud800', ' ', 'e'),
      ),
      { maxLength: 2 },
    ),
    fc.boolean(),
    fc.constantFrom('', '', '', '{}', ' ', 'null', '\n{"HostConfig":{}}'),
  )
  .map(([text, changes, isChanged, tail]) => {
    const changed = isChanged ? changes.reduce(mutated, text) : text
    return changed + tail
  })

function mutated(text: string, [place, taken, added]: [number, number, string]): string {
  const at = place % (text.length + 1)
  return text.slice(0, at) + added + text.slice(at + taken)
}

const target = fc.oneof(
  { arbitrary: fc.constantFrom('/v1.41/containers/create', '/containers/create'), weight: 6 },
  fc.constantFrom('/v1.23/containers/x/start', '/v1.24/containers/x/start'),
  fc
    .tuple(
      fc.constantFrom('/v1.41', '/v1.41.', '/v01.041', '/v1.5', '', '/V1.41', 'http://d', '//d'),
      fc.constantFrom(
        '/containers/create',
        '/%63ontainers/create',
        '/containers%2Fcreate',
        '/containers//create',
        '/containers/./create',
        '/containers/create/',
        '/containers/x/start',
        '/containers/x%2Fy/start',
        '/v1.23/containers/x/start',
      ),
      fc.constantFrom('', '?name=x', '?name=%zz', '#x', '?a;b', '%3F'),
    )
    .map((parts) => parts.join('')),
)

export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = fc.record({ target, body })
