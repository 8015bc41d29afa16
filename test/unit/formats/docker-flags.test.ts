import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  configFileFlag,
  dockerdFlags,
  flagValues,
  unitVariables,
} from '../../../src/formats/docker-flags.ts'

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/environment-file/${name}`, import.meta.url), 'utf8')
}

describe('dockerdFlags', () => {
  it('passes the very words that systemd passed (252 and 262)', () => {
    const unit = fixture('odd.service')
    // The unit runs printf "[%s]\n" with these words.
    const words = /printf "\S+ (.*)$/m.exec(unit)?.[1]?.split(' ') ?? []
    const environment = /^Environment=(.*)$/m.exec(unit)?.[1]?.split(' ') ?? []
    const files = [{ path: '/etc/default/fx', text: fixture('odd.env') }]
    const passed = dockerdFlags(['/usr/bin/printf', ...words], unitVariables(environment, files))
    expect(passed.map((word) => `[${word}]`).join('\n') + '\n').toBe(fixture('odd.words.txt'))
  })

  it('has later files override earlier ones and Environment=', () => {
    const files = [
      { path: '/a', text: 'OPTS=--debug\nONE=1' },
      { path: '/b', text: 'OPTS=--userns-remap=alice' },
    ]
    const variables = unitVariables(['OPTS=x', 'TWO=2'], files)
    const flags = dockerdFlags(['dockerd', '$OPTS', '$ONE', '$TWO'], variables)
    expect(flags).toEqual(['--userns-remap=alice', '1', '2'])
  })
})

describe('flagValues', () => {
  it.each<[string[], string, string[]]>([
    [['--userns-remap', 'default'], '--userns-remap', ['default']],
    [['--userns-remap=a:b'], '--userns-remap', ['a:b']],
    [['--userns-remap='], '--userns-remap', ['']],
    [['--userns-remap'], '--userns-remap', ['']],
    [['--userns-remapped=x', '-userns-remap=x', 'userns-remap=x'], '--userns-remap', []],
    [
      ['--authorization-plugin=a', '--authorization-plugin', 'b'],
      '--authorization-plugin',
      ['a', 'b'],
    ],
    [
      ['-H', 'fd://', '-H=unix://', '-Htcp://x', '-DH', 'y'],
      '-H',
      ['fd://', 'unix://', 'tcp://x', 'y'],
    ],
    [['--host', 'fd://', '-D'], '-H', []],
  ])('of %j for %s are %j', (flags, name, values) => {
    expect(flagValues(flags, [name])).toEqual(values)
  })

  it('reads several names of one flag in their order', () => {
    expect(flagValues(['--host=a', '-H', 'b'], ['-H', '--host'])).toEqual(['a', 'b'])
  })
})

it('takes the last configuration file', () => {
  expect(configFileFlag(['--config-file=/a', '--debug', '--config-file', '/b'])).toBe('/b')
  expect(configFileFlag(['--debug'])).toBeUndefined()
})
