/** `passwd: files systemd sss [NOTFOUND=return]` to the sources that are asked, in order (nsswitch.conf(5)). */
export function nameSources(text: string, database: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim())
  const found = lines.find((line) => line.startsWith(`${database}:`)) ?? ''
  return found
    .slice(database.length + 1)
    .replace(/\[[^\]]*\]/g, ' ')
    .split(/\s+/)
    .filter((source) => source !== '')
}
