import { parseAccounts } from '../formats/account-file.ts'
import { smbRanges, sssdRanges } from '../formats/declared-ranges.ts'
import type { IdRange } from '../formats/id-range.ts'
import { idsOf, parseSubordinateIds } from '../formats/subordinate-ids.ts'
import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'

/** Ids that someone on this host has, or may be given. */
export interface Claim extends IdRange {
  /** As a part of a sentence: `alice, in /etc/passwd`. */
  whose: string
  /** Whether ids there are certainly given, or only may be. */
  certain: boolean
}

export type IdKind = 'uid' | 'gid'

export const subordinateFiles: Record<IdKind, string> = { uid: '/etc/subuid', gid: '/etc/subgid' }
const accountFiles: Record<IdKind, string> = { uid: '/etc/passwd', gid: '/etc/group' }
const sssdFile = '/etc/sssd/sssd.conf'
const smbFile = '/etc/samba/smb.conf'

/** Accounts and other people's subordinate ids, of the host's own files. */
export async function localClaims(
  host: HostReader,
  kind: IdKind,
  own: readonly string[],
): Promise<Claim[]> {
  const accounts = parseAccounts(await text(host, accountFiles[kind]))
  const ranges = parseSubordinateIds(await text(host, subordinateFiles[kind]))
  return [
    ...accounts.map(({ name, id }) => ({
      first: id,
      last: id,
      whose: `${name}, in ${accountFiles[kind]}`,
      certain: true,
    })),
    ...ranges
      .filter(({ account, count }) => count > 0 && !own.includes(account))
      .map((range) => ({
        ...idsOf(range),
        whose: `${range.account}, in ${subordinateFiles[kind]}`,
        certain: true,
      })),
  ]
}

/** What the directory service's configuration says, which covers uids and gids alike. */
export async function directoryClaims(host: HostReader): Promise<Claim[]> {
  const declared = [
    ...sssdRanges(await sssdTexts(host)).map((range) => ({ ...range, file: sssdFile })),
    ...smbRanges(await smbText(host)).map((range) => ({ ...range, file: smbFile })),
  ]
  return declared.map(({ first, last, file, setting, certainty }) => ({
    first,
    last,
    whose: `accounts of the directory service, by ${setting} in ${file}`,
    certain: certainty === 'given',
  }))
}

/** The files of the directory service that this user may not read, with the reason. */
export async function unreadableDeclarations(host: HostReader): Promise<[string, string][]> {
  const paths = [sssdFile, smbFile]
  const found = await Promise.all(paths.map((path) => host.file(path)))
  return found.flatMap((fact, index) =>
    fact.state === 'unknown' ? [[paths[index] ?? '', fact.reason] as [string, string]] : [],
  )
}

/** sssd.conf(5): snippets come after the file, by name; hidden ones and other names do not count. */
export async function sssdTexts(host: HostReader): Promise<string[]> {
  const names = valueOf(await host.names('/etc/sssd/conf.d')) ?? []
  const snippets = names.filter((name) => /^[^.].*\.conf$/.test(name))
  const paths = [sssdFile, ...snippets.map((name) => `/etc/sssd/conf.d/${name}`)]
  return await Promise.all(paths.map((path) => text(host, path)))
}

export async function smbText(host: HostReader): Promise<string> {
  return await text(host, smbFile)
}

async function text(host: HostReader, path: string): Promise<string> {
  return valueOf(await host.file(path))?.text ?? ''
}
