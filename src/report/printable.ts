import { unicodeEscape } from '../policy/unicode-escape.ts'

/** Text from the host or the profile, in which nothing drives the terminal: tabs and line feeds stay. */
export function printable(text: string): string {
  return text.replace(
    /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    escaped,
  )
}

/** The same for what users choose, in a list of which each line counts: it stays on its line. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\t\n\u2028\u2029]/g, escaped))
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  return code > 0xff ? unicodeEscape(character) : `\\x${code.toString(16).padStart(2, '0')}`
}

/** `http://user:password@proxy` with both made unreadable: plans are pasted into tickets. */
export function withoutCredentials(text: string): string {
  return text.replace(/(:\/\/)[^/\s:@"]+:[^/\s@"]+@/g, '$1***:***@')
}

/** Prose, broken at spaces to a width, each line after an indentation. */
export function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = []
  for (const paragraph of printable(text).split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (indent.length + longer.length > width && line !== '') {
        lines.push(line)
        line = word
      } else line = longer
    }
    lines.push(line)
  }
  return lines.map((line) => `${indent}${line}`).join('\n')
}
