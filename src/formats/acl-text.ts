import { rightsText, type AclEntry, type Rights } from '../plan/acl.ts'

/** `group:70001:rw-	#effective:r--`: the remark is left, for the mask says the same. */
const entry = /^(user|group|mask|other):(\d*):([r-][w-][x-])(?:\s+#effective:[rwx-]{3})?$/

/**
 * The entries for named users and groups in what `getfacl --numeric --omit-header` prints, with
 * their effective rights: the mask limits them all (acl(5)). Default entries are none of them.
 *
 * @throws Error at a line that is no entry
 */
export function parseGetfacl(text: string): AclEntry[] {
  const entries = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('default:'))
    .map(parseEntry)
  const mask = entries.find(({ tag }) => tag === 'mask')?.rights ?? parseRights('rwx')
  return entries.flatMap(({ tag, id, rights }) =>
    id !== '' && (tag === 'user' || tag === 'group')
      ? [{ tag, id: Number(id), rights: both(rights, mask) }]
      : [],
  )
}

/** `g:70001:rw`, as setfacl takes it. */
export function setfaclEntry({ tag, id, rights }: AclEntry): string {
  return `${tag === 'user' ? 'u' : 'g'}:${id}:${rightsText(rights).replaceAll('-', '') || '-'}`
}

function parseEntry(line: string) {
  const [, tag, id, rights] = entry.exec(line) ?? []
  if (tag === undefined || id === undefined || rights === undefined) {
    throw new Error(`getfacl printed a line that is no entry: ${line}`)
  }
  return { tag, id, rights: parseRights(rights) }
}

function parseRights(text: string): Rights {
  return { read: text.includes('r'), write: text.includes('w'), execute: text.includes('x') }
}

function both(one: Rights, other: Rights): Rights {
  return {
    read: one.read && other.read,
    write: one.write && other.write,
    execute: one.execute && other.execute,
  }
}
