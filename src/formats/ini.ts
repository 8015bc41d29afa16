/** Sections by name, keys in lower case; a key that comes again counts as written last. */
export type Ini = Map<string, Map<string, string>>

interface IniStyle {
  /** `idmap config DOM:range` and `IDMAP  config dom : range` are one key (smb.conf(5)). */
  blanksInKeys?: boolean
}

/** sssd.conf and smb.conf: `[section]`, `key = value`, comments by `#` and `;`, a `\` joins the next line. */
export function parseIni(text: string, { blanksInKeys = false }: IniStyle = {}): Ini {
  const sections: Ini = new Map()
  let section = ''
  for (const line of text.replace(/\\\r?\n/g, ' ').split('\n')) {
    const [, name] = /^\s*\[([^\]]*)\]/.exec(line) ?? []
    if (name !== undefined) {
      section = name.trim().toLowerCase()
      continue
    }
    const [, key, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    const plain = key.toLowerCase()
    const keys = sections.get(section) ?? new Map<string, string>()
    keys.set(blanksInKeys ? plain.replace(/\s*:\s*/g, ':').replace(/\s+/g, ' ') : plain, value)
    sections.set(section, keys)
  }
  return sections
}

/** Several files as one: what comes later replaces single keys. */
export function mergeInis(inis: readonly Ini[]): Ini {
  const merged: Ini = new Map()
  for (const [name, keys] of inis.flatMap((ini) => [...ini])) {
    merged.set(name, new Map([...(merged.get(name) ?? []), ...keys]))
  }
  return merged
}
