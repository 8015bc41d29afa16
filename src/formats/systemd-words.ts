/** A word, or parts of one, in single or double quotes, with backslash escapes. */
const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')+/gs
const wordPart = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:[^"'\\]|\\.)+)/gs

type Unescape = (text: string) => string

/** Splits a variable's value into words as `$NAME` does: a backslash only takes the next character as it is. */
export function splitValue(text: string): string[] {
  return split(text, (part) => part.replace(/\\(.)/gs, '$1'))
}

/** Splits what systemctl prints of a list, in which words are quoted and escaped as in C (systemd.syntax(7)). */
export function splitList(text: string): string[] {
  return split(text, unescapeC)
}

function split(text: string, unescape: Unescape): string[] {
  return (text.match(word) ?? []).map((one) =>
    one.replace(wordPart, (_, double?: string, single?: string, bare?: string) =>
      unescape(double ?? single ?? bare ?? ''),
    ),
  )
}

const controls: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  s: ' ',
}

/** `\t`, `\x2d`, `\303\274` (bytes of UTF-8), `\u00fc`; any other character stands for itself. */
function unescapeC(text: string): string {
  return text
    .replace(/(?:\\(?:x[0-9a-f]{2}|[0-3][0-7]{2}))+/gi, bytesToText)
    .replace(
      /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs,
      (_, short?: string, long?: string, one = '') =>
        short === undefined && long === undefined
          ? (controls[one as string] ?? (one as string))
          : String.fromCodePoint(parseInt(short ?? long ?? '', 16)),
    )
}

function bytesToText(escapes: string): string {
  const bytes = escapes
    .split('\\')
    .slice(1)
    .map((one) => (one.startsWith('x') ? parseInt(one.slice(1), 16) : parseInt(one, 8)))
  return Buffer.from(bytes).toString('utf8')
}

/** One word as a unit file takes it, with nothing in it that systemd would expand (systemd.service(5), "Command lines"). */
export function systemdWord(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$')
  return `"${escaped}"`
}
