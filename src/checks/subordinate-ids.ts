import { freeRange, fullRange, overlaps, rangeText, type IdRange } from '../formats/id-range.ts'
import { dockersNextRange, idsOf, parseSubordinateIds } from '../formats/subordinate-ids.ts'
import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'
import { dockerVersion } from './docker-version.ts'
import { remapAccounts } from '../steps/remap-user.ts'
import { forbids, unseen, warns, type Check, type Finding } from './check.ts'
import {
  directoryClaims,
  localClaims,
  subordinateFiles,
  unreadableDeclarations,
  type Claim,
  type IdKind,
} from './claimed-ids.ts'

interface OwnIds {
  kind: IdKind
  user: string
  /** By what lines of the file are its own: its name, and its number where they matter. */
  names: string[]
  ranges: IdRange[]
  /** Docker will make the user and the range, which are not there yet. */
  isPlanned: boolean
}

/**
 * Whether what containers will have for ids is theirs alone. A process in a container can take any id of its range: an account of the
 * host that has one of them shares its files with every container.
 */
export const subordinateIds: Check = async (host, profile) => {
  const [uids, gids] = await Promise.all([
    ownIds(host, profile, 'uid'),
    ownIds(host, profile, 'gid'),
  ])
  const all = [uids, gids].flatMap((own) => (own ? [own] : []))
  const directory = await directoryClaims(host)
  const claims = await Promise.all(
    all.map(async ({ kind, names }) => [...(await localClaims(host, kind, names)), ...directory]),
  )
  const free = freeRange(claims.flat())
  const unread = await unreadableDeclarations(host)
  return [
    ...all.flatMap((own) => tooFew(own, free)),
    ...all.flatMap((own, index) => shared(own, claims[index] ?? [], free)),
    ...unread.map(([path, reason]) =>
      unseen(`whether the ids of containers are none of ${path}`, reason),
    ),
  ]
}

/** Undefined where nobody can say yet; a user of the profile's without ids is refused by the step that needs them. */
async function ownIds(
  host: HostReader,
  profile: Profile,
  kind: IdKind,
): Promise<OwnIds | undefined> {
  const { remap } = profile
  const { user } = remapAccounts(remap)
  const found = await host.file(subordinateFiles[kind])
  if (found.state === 'unknown') return undefined
  const all = parseSubordinateIds(valueOf(found)?.text ?? '')
  // Who has the name is a question to the directory service: not asked where the name alone tells.
  const isNamed = all.some(({ account }) => account === user)
  const isPlain = isNamed && !all.some(({ account }) => /^\d+$/.test(account))
  const account = isPlain ? undefined : valueOf(await host.user(user))
  const names = [user, ...(account ? [String(account.id)] : [])]
  const own = all.filter((range) => names.includes(range.account)).map(idsOf)
  if (own.length > 0) return { kind, user, names, ranges: own, isPlanned: false }
  if (remap !== 'default') return undefined
  // Docker gives ids only to a user that it makes itself (moby daemon_unix.go, parseRemappedRoot).
  if (account) return { kind, user, names, ranges: [], isPlanned: false }
  const version = await dockerVersion(host, profile)
  if (version === undefined) return undefined
  const planned = dockersNextRange(all, version)
  return { kind, user, names, ranges: [planned], isPlanned: true }
}

function tooFew({ kind, user, ranges }: OwnIds, free: IdRange | undefined): Finding[] {
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  if (count >= fullRange) return []
  const range = free ? rangeText(free) : 'FIRST-LAST'
  return [
    forbids({
      code: count === 0 ? 'remap-user-without-ids' : 'subordinate-ids-too-few',
      what:
        count === 0
          ? `The user ${user} is there and has no subordinate ${kind}s: Docker does not start with the remap.`
          : `${user} has ${count} subordinate ${kind}s. Images use ids up to 65534 (nobody), and need 65536.`,
      where: subordinateFiles[kind],
      remedies: [`Give it more, which none has yet: usermod --add-sub${kind}s ${range} ${user}`],
    }),
  ]
}

function shared(own: OwnIds, claims: readonly Claim[], free: IdRange | undefined): Finding[] {
  const { kind, user, ranges } = own
  return ranges.flatMap((range) => {
    const touching = claims.filter((claim) => overlaps(claim, range))
    const told = (certain: boolean) => touching.filter((claim) => claim.certain === certain)
    const problem = (of: readonly Claim[]) => ({
      code: 'subordinate-ids-overlap',
      what: own.isPlanned
        ? `Docker would give containers the ${kind}s ${rangeText(range)}, of which others have some.`
        : `Containers get the ${kind}s ${rangeText(range)} of ${user}, of which others have some.`,
      where: subordinateFiles[kind],
      cause: causes(of),
      remedies: remedies(own, range, free),
    })
    return [
      ...(told(true).length > 0 ? [forbids(problem(told(true)))] : []),
      ...(told(false).length > 0 ? [warns(mayBe(problem(told(false))))] : []),
    ]
  })
}

function mayBe<T extends { what: string }>(problem: T): T {
  return { ...problem, what: problem.what.replace('others have some', 'others may have some') }
}

const mostNamed = 5

function causes(claims: readonly Claim[]): string {
  const named = claims.slice(0, mostNamed).map(({ whose, ...ids }) => `${idsText(ids)}: ${whose}`)
  const more = claims.length - mostNamed
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

function idsText(ids: IdRange): string {
  return ids.first === ids.last ? String(ids.first) : rangeText(ids)
}

function remedies(
  { kind, user, isPlanned }: OwnIds,
  range: IdRange,
  free: IdRange | undefined,
): string[] {
  if (!free)
    return ['No range of 65536 ids is free on this host: make the declared ranges smaller.']
  if (isPlanned) {
    return [
      `Give Docker's user a range that nobody has, before Docker does: echo ${user}:${free.first}:${fullRange} | tee -a ${subordinateFiles[kind]}`,
    ]
  }
  return [
    `Give it a range that nobody has: usermod --del-sub${kind}s ${rangeText(range)} --add-sub${kind}s ${rangeText(free)} ${user}`,
    'Where the remap is on already, its images and containers go out of sight with that: they belong to the old ids.',
  ]
}
