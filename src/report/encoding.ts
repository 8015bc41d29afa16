import { unicodeEscape } from '../policy/unicode-escape.ts'

type Environment = Readonly<Record<string, string | undefined>>
/** Text as it is written. */
export type Encode = (text: string) => string

/**
 * How text is written where the locale is: in ASCII alone, unless its characters are UTF-8's. A terminal that
 * shows UTF-8 although the locale does not say so loses nothing but looks.
 */
export function encodingFor(environment: Environment, { json = false } = {}): Encode {
  if (isUtf8(environment)) return (text) => text
  return json ? escaped : inAscii
}

/** By the first of these that is set and not empty (locale(7)); without any the locale is C. */
function isUtf8({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || 'C')
}

/** Signs of ours and of the prompts, and those of typographers, as people write them in ASCII. */
const signs: Record<string, string> = {
  '✓': 'ok',
  '✔': 'ok',
  '✗': 'x',
  '…': '...',
  '❯': '>',
  '◉': '(*)',
  '◯': '( )',
  '↑': 'up',
  '↓': 'down',
  '→': '->',
  '⏎': 'Enter',
  '•': '-',
  '─': '-',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '×': 'x',
}

function inAscii(text: string): string {
  return escaped(text.replace(/[^\x00-\x7f]/g, (sign) => signs[sign] ?? sign))
}

/** As JSON writes it (RFC 8259, section 7), where it means the same; to people it shows that there is something. */
function escaped(text: string): string {
  return text.replace(/[^\x00-\x7f]/g, unicodeEscape)
}
