/** What unit files say: by `Section.Key`, as in `Service.ExecStart`, the values in their order. */
export type UnitSettings = Map<string, string[]>

/**
 * Reads a unit file and its drop-ins as one (systemd.syntax(7)): what comes later is added, and an empty value
 * takes back what stood before it.
 */
export function unitSettings(texts: readonly string[]): UnitSettings {
  const settings: UnitSettings = new Map()
  for (const { key, value } of texts.flatMap(assignments)) {
    settings.set(key, value === '' ? [] : [...(settings.get(key) ?? []), value])
  }
  return settings
}

function assignments(text: string): { key: string; value: string }[] {
  let section = ''
  return linesOf(text).flatMap((line) => {
    const [, name] = /^\[(.+)\]$/.exec(line) ?? []
    if (name !== undefined) {
      section = name
      return []
    }
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*)$/s.exec(line) ?? []
    return key === undefined || value === undefined ? [] : [{ key: `${section}.${key}`, value }]
  })
}

/** A backslash at its end joins a line with the next; comments in between are left out. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*[#;]/.test(line))
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
