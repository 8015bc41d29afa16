/**
 * Text that groff and mandoc show as it is: none of its signs is taken for a request, and a hyphen can be
 * searched for and copied (groff_char(7), "Fixed-width ASCII characters").
 */
export function roff(text: string): string {
  return text
    .replace(/[\\\-'`^~"]/g, (sign) => escapes[sign] ?? sign)
    .replace(/^\./gm, '\\&.')
    .replace(/\n+/g, '\n')
}

const escapes: Record<string, string> = {
  '\\': '\\(rs',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
}

/** Within a line, as bold. */
export function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`
}

export function italic(text: string): string {
  return `\\fI${roff(text)}\\fR`
}

/** Flags or arguments, with what stands for something else in italics: `--profile <file>`, `[command]`. */
export function usage(text: string): string {
  const parts = text.split(/(<[^>]+>|\[[^\]]+\])/).filter((part) => part !== '')
  return parts.map((part) => placeholder(part) ?? bold(part)).join('')
}

/** `<path...>` as `path...`, `[command]` with its brackets. */
function placeholder(part: string): string | undefined {
  const [, open, name = '', more = ''] = /^([<[])(.*?)(\.\.\.)?[>\]]$/.exec(part) ?? []
  if (open === undefined) return undefined
  const text = italic(name) + more
  return open === '<' ? text : `[${text}]`
}

/** A term, and what it means beneath, indented. */
export function entry(term: string, meaning: string): string[] {
  return ['.TP', term, roff(meaning)]
}
