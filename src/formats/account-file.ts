export interface LocalAccount {
  name: string
  id: number
}

/** The accounts of /etc/passwd or /etc/group: the id is the third field of both (passwd(5), group(5)). */
export function parseAccounts(text: string): LocalAccount[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , id = ''] = line.split(':')
    return name !== '' && /^\d+$/.test(id) ? [{ name, id: Number(id) }] : []
  })
}
