export interface LocalAccount {
  name: string
  id: number
  /** Of a user: its own group. */
  groupId?: number
}

/** The accounts of /etc/passwd or /etc/group: the id is the third field of both (passwd(5), group(5)). */
export function parseAccounts(text: string): LocalAccount[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , id = '', group = ''] = line.split(':')
    if (name === '' || !isNumber(id)) return []
    return [{ name, id: Number(id), ...(isNumber(group) && { groupId: Number(group) }) }]
  })
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text)
}
