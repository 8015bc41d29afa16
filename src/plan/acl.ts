/** One named entry of a POSIX ACL, by number: names do not survive a directory service that is late. */
export interface AclEntry {
  tag: 'user' | 'group'
  id: number
  /** The name it resolved to when the plan was made, for people. */
  name?: string
  rights: Rights
}

export interface Rights {
  read: boolean
  write: boolean
  execute: boolean
}

/** What connecting to a unix socket takes (unix(7): write permission; Docker's own group has rw). */
export const readWrite: Rights = { read: true, write: true, execute: false }

/** `rw-`, as getfacl prints it. */
export function rightsText(rights: Rights): string {
  return (rights.read ? 'r' : '-') + (rights.write ? 'w' : '-') + (rights.execute ? 'x' : '-')
}

export function isSameAccount(one: AclEntry, other: AclEntry): boolean {
  return one.tag === other.tag && one.id === other.id
}

/** Whether these entries give at least the rights of the wanted one. */
export function grants(entries: readonly AclEntry[], wanted: AclEntry): boolean {
  return entries.some(
    (entry) =>
      isSameAccount(entry, wanted) &&
      (entry.rights.read || !wanted.rights.read) &&
      (entry.rights.write || !wanted.rights.write) &&
      (entry.rights.execute || !wanted.rights.execute),
  )
}
