import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/failure.ts'
import type { Answers } from '../../../src/profile/answers.ts'
import { commentedProfile } from '../../../src/profile/commented.ts'
import { parseProfile } from '../../../src/profile/read.ts'
import { accountName, remapAccount } from '../../../src/profile/values.ts'

const example = readFileSync('templates/profile.example.yaml', 'utf8')
const builtIn = parseProfile('', 'built-in')
const asBuiltIn: Answers = {
  remap: 'default',
  socketAccess: { groups: [], users: [] },
  docker: { daemonConfig: '/etc/docker/daemon.json', restart: 'auto' },
  policy: { devices: [], runtimes: ['runc'] },
}

/** Names as directory services give them, and characters that YAML reads in some way of its own. */
const characters = Array.from('ab\\\'"`$ #-:,[]{}&*!|>%@?~=.äßμ漢🙂\u00a0\ufeff\u200b')
const name = fc
  .oneof(
    fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 12 }),
    fc
      .constantFrom('no', 'on', 'null', '~', 'true', '1e3', '0x10', '-', '- a', "it's", '<<', ' ')
      .map((text) => [text]),
  )
  .map((parts) => parts.join(''))
const acceptedName = name.filter((text) => accountName.safeParse(text).success)
const names = fc.uniqueArray(acceptedName, { maxLength: 4 })

const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  remap: fc.oneof(
    fc.constant('default'),
    name.filter((text) => remapAccount.safeParse(text).success),
  ),
  socketAccess: fc.record({ groups: names, users: names }),
  docker: fc.record({
    daemonConfig: fc.constantFrom('/etc/docker/daemon.json', "/srv/it's #1/daemon.json"),
    restart: fc.constantFrom('auto' as const, 'never' as const),
  }),
  policy: fc.record({
    devices: fc.subarray(['/dev/fuse', '/dev/kvm', '/dev/dri/renderD*', '/dev/a, b']),
    runtimes: fc.array(name.filter((text) => text !== '')),
  }),
})

function withAnswers({ docker, policy, ...rest }: Answers) {
  return {
    ...builtIn,
    ...rest,
    docker: { ...builtIn.docker, ...docker },
    policy: { ...builtIn.policy, ...policy },
  }
}

describe('a commented profile', () => {
  it('reads back to exactly the answers, whatever the names are', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        expect(parseProfile(commentedProfile(answers), 'p')).toEqual(withAnswers(answers))
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps each line of the example but those that an answer takes', () => {
    const text = commentedProfile({
      remap: 'containers',
      socketAccess: { groups: ['UNI\\domain users', 'grp-müller'], users: ['runner$'] },
      docker: { daemonConfig: '/etc/docker/daemon.json', restart: 'never' },
      policy: { devices: ['/dev/fuse'], runtimes: ['runc', 'nvidia'] },
    })
    const before = example.split('\n')
    const after = text.split('\n')
    expect(before.filter((line) => !after.includes(line))).toEqual([
      '#remap: default',
      '  #restart: auto',
      '  #devices: []',
      '  #runtimes: [runc]',
    ])
    expect(after.filter((line) => !before.includes(line))).toEqual([
      'remap: containers',
      "    - 'UNI\\domain users'",
      "    - 'grp-müller'",
      "    - 'runner$'",
      '  restart: never',
      '  devices: [/dev/fuse]',
      '  runtimes: [runc, nvidia]',
    ])
  })

  it('is the example where every answer is the default', () => {
    expect(commentedProfile(asBuiltIn)).toBe(example)
  })

  it('is not made of an answer that no profile can hold', () => {
    const answers = { ...asBuiltIn, socketAccess: { groups: ['a\nb'], users: [] } }
    expect(() => commentedProfile(answers)).toThrow(Refusal)
  })
})
