/** One UTF-16 unit as JSON can write it in ASCII (RFC 8259, section 7): `\u00fc`. */
export function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
