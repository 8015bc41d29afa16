import type { IdRange } from './id-range.ts'
import { mergeInis, parseIni } from './ini.ts'

/** Ids that a directory service may give to accounts. */
export interface DeclaredRange extends IdRange {
  /** Where it says so: `domain/x, ldap_idmap_range_min`. */
  setting: string
  /**
   * - `given`: the admin wrote that ids are made in this range
   * - `possible`: accounts may have ids there: a filter, or a default range of which a part is used
   */
  certainty: 'given' | 'possible'
}

/** sssd-ldap(5), ID MAPPING: of these, one slice of 200 000 a domain, which the domain's SID picks, is used. */
const sssdDefault: IdRange = { first: 200_000, last: 2_000_200_000 }

/**
 * The ranges of sssd.conf and its snippets, in the order in which sssd reads them. Ids are made in the
 * idmap range only with ldap_id_mapping, which the AD provider turns on (sssd-ad(5)). min_id and max_id let accounts of the
 * directory pass and make none; a max_id of 0 has no limit (sssd.conf(5)), which says nothing about where ids are.
 */
export function sssdRanges(texts: readonly string[]): DeclaredRange[] {
  const ini = mergeInis(texts.map((text) => parseIni(text)))
  const enabled = ini
    .get('sssd')
    ?.get('domains')
    ?.toLowerCase()
    .split(',')
    .map((name) => `domain/${name.trim()}`)
  return [...ini].flatMap(([section, keys]) => {
    if (!section.startsWith('domain/') || enabled?.includes(section) === false) return []
    return [...mappedRange(section, keys), ...passingRange(section, keys)]
  })
}

function mappedRange(section: string, keys: ReadonlyMap<string, string>): DeclaredRange[] {
  const isAd = keys.get('id_provider')?.toLowerCase() === 'ad'
  if (!isTrue(keys.get('ldap_id_mapping'), isAd)) return []
  const first = keys.get('ldap_idmap_range_min')
  const last = keys.get('ldap_idmap_range_max')
  const range = { first: number(first, sssdDefault.first), last: number(last, sssdDefault.last) }
  const isWritten = first !== undefined || last !== undefined
  const setting = isWritten
    ? `[${section}] ldap_idmap_range_min, ldap_idmap_range_max`
    : `[${section}] ldap_id_mapping, with sssd's own range`
  return [{ ...range, setting, certainty: isWritten ? 'given' : 'possible' }]
}

function passingRange(section: string, keys: ReadonlyMap<string, string>): DeclaredRange[] {
  const last = number(keys.get('max_id'), 0)
  if (last === 0) return []
  const first = number(keys.get('min_id'), 1)
  return [{ first, last, setting: `[${section}] min_id, max_id`, certainty: 'possible' }]
}

/** `idmap config DOMAIN : range = 10000-99999`, for every domain: winbind gives ids there (smb.conf(5), idmap config). */
export function smbRanges(text: string): DeclaredRange[] {
  const keys = parseIni(text, { blanksInKeys: true }).get('global') ?? new Map<string, string>()
  return [...keys].flatMap(([key, value]) => {
    const [, first, last] = /^(\d+)\s*-\s*(\d+)$/.exec(value) ?? []
    if (!/^idmap config .+:range$/.test(key) || first === undefined) return []
    return [{ first: Number(first), last: Number(last), setting: key, certainty: 'given' as const }]
  })
}

function isTrue(value: string | undefined, byDefault: boolean): boolean {
  return value === undefined ? byDefault : /^(true|yes|1|on)$/i.test(value)
}

function number(value: string | undefined, byDefault: number): number {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : byDefault
}
