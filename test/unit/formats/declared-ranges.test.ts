import { describe, expect, it } from 'vitest'
import { smbRanges, sssdRanges, type DeclaredRange } from '../../../src/formats/declared-ranges.ts'

/** `100000-200000 given`. */
const told = (ranges: readonly DeclaredRange[]) =>
  ranges.map(({ first, last, certainty }) => `${first}-${last} ${certainty}`)

describe('sssd.conf', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [''], []],
    [
      "Active Directory with sssd's own range",
      ['[domain/ad]\nid_provider = ad'],
      ['200000-2000200000 possible'],
    ],
    [
      'a range that an admin wrote',
      ['[domain/ad]\nid_provider=ad\nldap_idmap_range_min = 100000\nldap_idmap_range_max=900000'],
      ['100000-900000 given'],
    ],
    [
      'one end of it',
      ['[domain/ad]\nid_provider = AD\nldap_idmap_range_max = 300000'],
      ['200000-300000 given'],
    ],
    [
      'Active Directory with ids of its own',
      ['[domain/ad]\nid_provider = ad\nldap_id_mapping = False\nldap_idmap_range_min = 100000'],
      [],
    ],
    ['LDAP', ['[domain/l]\nid_provider = ldap\nldap_uri = ldap://x'], []],
    [
      'LDAP with mapping',
      ['[domain/l]\nid_provider = ldap\nldap_id_mapping = true'],
      ['200000-2000200000 possible'],
    ],
    [
      'limits',
      ['[domain/l]\nid_provider = ldap\nmin_id = 1000\nmax_id = 120000'],
      ['1000-120000 possible'],
    ],
    ['no upper limit', ['[domain/l]\nid_provider = ldap\nmin_id = 1000\nmax_id = 0'], []],
    ['a domain that is not enabled', ['[sssd]\ndomains = a, b\n[domain/c]\nid_provider = ad'], []],
    [
      'an enabled one in other case',
      ['[sssd]\ndomains = AD.example\n[domain/ad.EXAMPLE]\nid_provider = ad'],
      ['200000-2000200000 possible'],
    ],
    [
      'a snippet that changes it, and comments',
      [
        '[domain/ad]\nid_provider = ad\n# ldap_idmap_range_min = 5\n;max_id = 7',
        '[domain/ad]\nldap_idmap_range_min = 500000\n',
      ],
      ['500000-2000200000 given'],
    ],
  ])('with %s', (_, texts, expected) => {
    expect(told(sssdRanges(texts))).toEqual(expected)
  })
})

describe('smb.conf', () => {
  it('tells the ranges of all domains, however they are written', () => {
    const text = [
      '[global]',
      '   workgroup = UNI',
      '   idmap config * : backend = tdb',
      '   idmap config * : range = 3000-7999',
      '   IDMAP  config UNI:range=10000 -\\',
      '     999999',
      '   ; idmap config OLD : range = 1-2',
      '[share]',
      '   idmap config X : range = 1-2',
    ].join('\n')
    expect(told(smbRanges(text))).toEqual(['3000-7999 given', '10000-999999 given'])
  })
})
