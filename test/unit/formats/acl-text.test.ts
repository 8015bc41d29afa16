import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseGetfacl, setfaclEntry } from '../../../src/formats/acl-text.ts'
import { rightsText, type AclEntry } from '../../../src/plan/acl.ts'

/** What `getfacl --numeric --omit-header --absolute-names` really printed. */
function printed(name: string): string {
  return readFileSync(new URL(`fixtures/getfacl/${name}.txt`, import.meta.url), 'utf8')
}

function told(entries: AclEntry[]): string[] {
  return entries.map(({ tag, id, rights }) => `${tag} ${id} ${rightsText(rights)}`)
}

describe('parseGetfacl', () => {
  it.each([
    ['plain', []],
    ['named', ['user 1000 rw-', 'user 2147483650 r--', 'group 70001 rw-']],
    ['mask-zeroed', ['user 1000 ---', 'user 2147483650 ---', 'group 70001 ---']],
    ['mask-read', ['user 1000 r--', 'user 2147483650 r--', 'group 70001 r--']],
    ['default-entries', ['user 1000 rwx']],
  ])('reads the effective rights: %s', (name, entries) => {
    expect(told(parseGetfacl(printed(name)))).toEqual(entries)
  })

  it('does not guess at a line that it does not know', () => {
    expect(() => parseGetfacl('group:domain users:rw-\n')).toThrow('domain users')
  })
})

it.each<[AclEntry, string]>([
  [entry('group', 70001, 'rw'), 'g:70001:rw'],
  [entry('user', 1000, 'rwx'), 'u:1000:rwx'],
  [entry('user', 1000, ''), 'u:1000:-'],
])('%j is written as %s', (one, text) => {
  expect(setfaclEntry(one)).toBe(text)
})

function entry(tag: AclEntry['tag'], id: number, rights: string): AclEntry {
  const has = (right: string) => rights.includes(right)
  return { tag, id, rights: { read: has('r'), write: has('w'), execute: has('x') } }
}
